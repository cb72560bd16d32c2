// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sworn::test {

// Certificates that ended long ago and whose keys nobody has: models for fresh ones of their names.
inline constexpr const char* alice_certificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBdjCCARugAwIBAgIUPgH/2zm75V/pdq+VLdxZjzi8id0wCgYIKoZIzj0EAwIw\n"
    "EDEOMAwGA1UEAwwFYWxpY2UwHhcNMjYxMTIxMDY1MTA2WhcNMjYxMTIyMDY1MTA2\n"
    "WjAQMQ4wDAYDVQQDDAVhbGljZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMxD\n"
    "UaiOoEcXghjEiF0gvnDOCA/y2T+pretTl3CiQB18yOlUf/EvXOuz4i7IeyTAzbMZ\n"
    "6BJk5PmsO0c/c4ogCAijUzBRMB0GA1UdDgQWBBS9QLpPjmXI47nuFq4WTwWGmXi0\n"
    "6TAfBgNVHSMEGDAWgBS9QLpPjmXI47nuFq4WTwWGmXi06TAPBgNVHRMBAf8EBTAD\n"
    "AQH/MAoGCCqGSM49BAMCA0kAMEYCIQCVp1wd4yO3huIKp6gge1jhUDbGhFSicNyZ\n"
    "Lh4jwWDwzQIhAOzilp7tjFCUO1YQlh/x9hUFvLUC9IGmDGdUVIENRCWi\n"
    "-----END CERTIFICATE-----\n";

inline constexpr const char* bob_certificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBcTCCARegAwIBAgIUSJhPWrElLNJI+43OpkjEhQSSTLYwCgYIKoZIzj0EAwIw\n"
    "DjEMMAoGA1UEAwwDYm9iMB4XDTI2MTEyMTA2NTEwNloXDTI2MTEyMjA2NTEwNlow\n"
    "DjEMMAoGA1UEAwwDYm9iMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhYvhA+9M\n"
    "dxGjVvQj3ydy1babUquET1uOd6De5mUSrGDaPUxJSee05CpZbfhmNIQszogT7bLX\n"
    "GtvRL1N02IVjmaNTMFEwHQYDVR0OBBYEFBrlhm42X64p4M1duJhK+kj/w0xvMB8G\n"
    "A1UdIwQYMBaAFBrlhm42X64p4M1duJhK+kj/w0xvMA8GA1UdEwEB/wQFMAMBAf8w\n"
    "CgYIKoZIzj0EAwIDSAAwRQIgV9oS1O1S8BYu1TLWTdoIABynYCgU9Wkb9YXzolzy\n"
    "DgUCIQD3N91YK+ZUlfyq1HOibaqQzxsoroILS2iHdq6SBL8/PQ==\n"
    "-----END CERTIFICATE-----\n";

inline constexpr const char* server_certificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBdjCCAR2gAwIBAgIUVbzDDBPcWtPfDPiW9i29z8JVhmUwCgYIKoZIzj0EAwIw\n"
    "ETEPMA0GA1UEAwwGc2VydmVyMB4XDTI2MTEyMTA2NTEwNloXDTI2MTEyMjA2NTEw\n"
    "NlowETEPMA0GA1UEAwwGc2VydmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n"
    "v9kl7PPq+DaO4Kmq1YZX3Kx/Bo5QYF9TGc5dKr6L9+x21AyLOnQmn5ALFj2Jk3Id\n"
    "BW87Vt6hyIb8FHmHpJMGkaNTMFEwHQYDVR0OBBYEFFPlwlO/Xp7LvbdA7zs8H/Dr\n"
    "s2lWMB8GA1UdIwQYMBaAFFPlwlO/Xp7LvbdA7zs8H/Drs2lWMA8GA1UdEwEB/wQF\n"
    "MAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgfugZTQrvH+SwO0y7WFeJnLuSroycMbwt\n"
    "KAs3qHhlRCcCIBDbVZV66AwIkjEmt9EjrpIpej4O8WyukqeRPGzxI776\n"
    "-----END CERTIFICATE-----\n";

}  // namespace sworn::test
