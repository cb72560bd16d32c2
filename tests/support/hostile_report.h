// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/random.h"
#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

namespace sworn::test {

/// What means something to one format or another: markup, Markdown, links that services make by
/// themselves, workflow commands, formulas, the end of CDATA and of a comment, placeholders, C0 and
/// C1 controls, terminal escapes, line ends of all kinds, bidirectional overrides, non-characters,
/// a surrogate, invalid UTF-8 and NUL.
inline std::string hostile_text() {
  using namespace std::string_literals;
  return "</details></summary></script><script>alert(1)</script><img src=x "
         "onerror=alert(1)>\"'&amp;&\\ "
         "\x1b[31mred\x1b]8;;http://evil.example\x07 \xc2\x9b"
         "2J\x9b"
         "1m\r\n::error file=a,line=1::pwned\n  ::set-output name=a::b\r##[error]pwned\n"
         "sworn_x\ninjected<<EOF\nEOF\n=cmd|' /C calc'!A0\t@admin @org/team admin@evil.example #1 "
         "org/repo#2 !3 ~label %milestone $4 GH-5 :tada: http://evil.example www.evil.example "
         "[x](http://evil.example) ![i](http://evil.example/i.png) <http://evil.example> "
         "[y]: http://evil.example\n- [ ] task\n# heading\n| cell | `code` ``` ~~~\n---\n"
         "**bold** _em_ ~~gone~~ $x$ [^1] --> ]]> <!-- <![CDATA[ {0} {{1}} ${{ secrets.KEY }} "
         "%0A%25 $(id) `id` \xe2\x80\xae reversed \xe2\x81\xa6 isolated \xe2\x80\xa8 line "
         "\xe2\x80\x8b \xef\xbb\xbf \xef\xbf\xbe \xef\xbf\xbf \xed\xa0\x80 \xc0\xaf \xff\xc3( \xf4"s +
         std::string(1, '\0') + " {alice.X}";
}

/// `report` with every text of it hostile: begun by what a spreadsheet takes for a formula, ended
/// by hostile_text().
inline Report made_hostile(Report report) {
  const std::string evil = hostile_text();
  std::size_t turn = 0;
  const auto spoil = [&](auto&... texts) {
    static constexpr std::string_view starts[] = {"=1+", "+1", "-1", "@SUM", "\t=1", "\r=1", "::"};
    ((texts = std::string(starts[turn++ % std::size(starts)]).append(texts).append(evil)), ...);
  };
  for (Report::Spec* spec : {&report.spec, &report.old_spec}) {
    spoil(spec->file, spec->title, spec->version, spec->openapi, spec->sha256);
  }
  spoil(report.url, report.summary.grade);
  for (Finding& one : report.findings) {
    spoil(one.title, one.category, one.path, one.operation_id, one.scheme);
    spoil(one.declared, one.observed, one.explanation, one.remedy, one.owasp);
    spoil(one.location.file, one.location.pointer, one.spec_excerpt);
    if (one.state == FindingState::suppressed) one.suppressed_because = evil;
    one.spec_lines.push_back({one.location.line, evil});
    one.rule += evil;
    one.fingerprint += evil;
    one.curl.insert(one.curl.begin(), evil);
    one.implies.push_back(evil);
  }
  for (FindingGroup& one : report.groups) {
    spoil(one.rule, one.declared, one.observed, one.location.file, one.operations.front());
  }
  for (OperationResult& one : report.operations) {
    spoil(one.path, one.operation_id, one.declared_security, one.observed_security, one.reason);
    one.location.file += evil;
    one.refusals.push_back(evil);
  }
  for (Inconclusive& one : report.inconclusive) {
    spoil(one.path, one.reason);
    one.rule += evil;
  }
  for (Exchange& one : report.exchanges) {
    spoil(one.interview, one.subject, one.conversation, one.step, one.operation, one.identity);
    spoil(one.request.method, one.request.url, one.request.body, one.reason);
    one.request.headers.push_back({evil, evil});
    one.credentials.push_back({evil, evil, CredentialState::carrier, evil, evil});
    if (!one.response) continue;
    spoil(one.response->body, one.response->headers.front().value);
  }
  report.gone.push_back({"access-" + evil, "GET", "/gone" + evil, evil});
  report.problems = {evil, evil};
  report.coverage.push_back(evil);
  report.summary.score_parts.push_back(evil);
  if (!report.findings.empty()) {
    report.remedies[report.findings.front().rule] = {{evil, evil, evil}};
    report.overlay.push_back({"$", evil, "{}", {report.findings.front().fingerprint}});
    // Longer than any place has room for.
    report.findings.back().explanation += std::string(200'000, '<');
    report.findings.back().observed += std::string(200'000, '`');
    report.findings.front().path += std::string(200'000, '@');
  }
  return report;
}

inline Report hostile_report() {
  return made_hostile(sample());
}

/// The sample with texts drawn from pieces that mean something beside each other: another one for
/// each seed.
inline Report random_report(std::uint64_t seed) {
  static constexpr std::string_view pieces[] = {"`",
                                                "``",
                                                "```",
                                                "|",
                                                "\\",
                                                "\\|",
                                                "<",
                                                "<b>",
                                                "</details>",
                                                "</code>",
                                                "[",
                                                "]",
                                                "(",
                                                ")",
                                                "](",
                                                "@a",
                                                "#1",
                                                "!1",
                                                "www.",
                                                "www.a.b",
                                                "http://a.b",
                                                "https://",
                                                "a@b.c",
                                                "*",
                                                "**",
                                                "_",
                                                "~",
                                                "~~",
                                                "\n",
                                                "\n\n",
                                                "- ",
                                                "1. ",
                                                "# ",
                                                "&lt;",
                                                "&",
                                                "--",
                                                "-->",
                                                "<!--",
                                                " ",
                                                "GH-1",
                                                "$",
                                                "$$",
                                                "[^1]",
                                                "[^1]: x",
                                                ":+1:",
                                                "==",
                                                "\t",
                                                "\xc3\xa9",
                                                "\xe2\x80\x8b",
                                                "{",
                                                "}",
                                                "'",
                                                "\"",
                                                "mailto:a@b.c",
                                                "xmpp:a@b.c",
                                                "://",
                                                "]]>",
                                                "%0A",
                                                ",",
                                                ";",
                                                "=",
                                                "\r",
                                                "::",
                                                "##[",
                                                "0",
                                                "A"};
  base::RandomStream random(seed, "report");
  const auto draw = [&](auto&... texts) {
    const auto one = [&] {
      std::string text;
      for (std::uint64_t i = random.below(12); i > 0; --i) {
        text += pieces[random.below(std::size(pieces))];
      }
      return text;
    };
    ((texts = one()), ...);
  };
  Report report = sample();
  draw(report.spec.title, report.spec.version, report.spec.file, report.url, report.summary.grade);
  for (Finding& one : report.findings) {
    one.group = 0;
    one.curl.resize(1);
    draw(one.rule, one.title, one.path, one.scheme, one.declared, one.observed, one.explanation);
    draw(one.remedy, one.spec_excerpt, one.location.file, one.fingerprint, one.curl.front());
  }
  for (OperationResult& one : report.operations) {
    draw(one.path, one.declared_security, one.observed_security, one.reason);
  }
  for (Inconclusive& one : report.inconclusive) draw(one.rule, one.path, one.reason);
  for (Exchange& one : report.exchanges) draw(one.conversation, one.step, one.request.url);
  report.gone.resize(1);
  report.problems.resize(2);
  draw(report.gone.front().rule, report.gone.front().path, report.problems.front());
  draw(report.problems.back(), report.coverage.front());
  return report;
}

}  // namespace sworn::test
