// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sworn::test {

/// A document that a careful reviewer has nothing to say to.
inline constexpr const char* good_spec = R"(openapi: 3.1.0
info: {title: Orders, version: 2.1.0}
servers:
  - url: https://{region}.api.acme.dev/v2
    variables: {region: {default: eu, enum: [eu, us]}}
  - url: http://localhost:8080/v2
security: [{Token: []}, {Login: [read]}]
components:
  securitySchemes:
    Token: {type: http, scheme: bearer, bearerFormat: JWT}
    Login:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://id.acme.dev/authorize
          tokenUrl: https://id.acme.dev/token
          scopes: {read: read orders, write: place and cancel orders}
    Partner: {type: apiKey, in: header, name: X-Partner-Key}
  responses:
    Unauthorized:
      description: No credential, or one that is not valid
      headers: {WWW-Authenticate: {schema: {type: string}}}
    Forbidden: {description: The scope is missing}
  schemas:
    Order:
      type: object
      required: [id]
      properties: {id: {type: string}, note: {type: [string, 'null']}}
paths:
  /login:
    post:
      operationId: login
      security: []
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, properties: {name: {type: string}, password: {type: string}}}}
      responses:
        '200': {description: A token}
        '401': {$ref: '#/components/responses/Unauthorized'}
  /health:
    get: {operationId: health, security: [], responses: {'200': {description: OK}}}
  /catalog:
    get: {operationId: listCatalog, security: [{}, {Partner: []}], responses: {'200': {description: OK}}}
  /orders:
    get:
      operationId: listOrders
      responses:
        '200': {description: OK, links: {one: {operationId: getOrder}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
    post:
      operationId: createOrder
      security: [{Login: [write]}]
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
      responses:
        '201': {description: Created}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getOrder
      responses:
        '200': {description: OK}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
    delete:
      operationId: cancelOrder
      security: [{Login: [write]}]
      responses:
        '204': {description: Gone}
        4XX: {description: Refused}
)";

}  // namespace sworn::test
