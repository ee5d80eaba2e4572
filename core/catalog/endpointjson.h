// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

// Endpoints as data: the presets in `resources/endpoints.json` and the user's own in `<profile>/endpoints.json` have
// one schema.
//
//   { "schema": 1, "endpoints": [ ENTRY, … ] }
//
// Fields of an entry; all but `id` and `base_url` are optional, unknown fields are refused:
//
//   id                the provider part of `provider/model`; characters a-z 0-9 . _ -
//   name              for people; default: the id
//   base_url          http or https. May hold `{VARIABLE}`, `{VARIABLE:default}` or `{ONE|OTHER:default}`, filled from
//   the
//                     environment; a value may hold only letters, digits, `.`, `_` and `-`, so it cannot change the
//                     host's domain or the path's shape. Where a variable is missing the endpoint has no address.
//   dialect           id of a dialect; default `openai-chat`
//   auth              `none`, `bearer` (default), `x-api-key`, `x-goog-api-key`, `api-key`, `aws-sigv4`
//   key_variables     environment variables that may hold the key, best first
//   key_pattern       regular expression, anchored with ^ and $, that a key of this provider matches. Left out where
//   keys
//                     of several providers look alike
//   key_url           page where keys are made
//   catalog_provider  provider id in the price catalogue, where it is not `id`
//   data_policy       one sentence
//   local             true: runs on the user's own machine
//   quirks            object; see EndpointQuirks:
//                       chat_path, models_path, max_tokens_field, stream_usage_option, reasoning_is_additional,
//                       cached_is_additional, unsupported (list), headers (object), query (object)
//
// There is no field for a key, and headers that carry keys are refused.

namespace assay {

/// Values for the `{VARIABLE}` parts of base URLs, in practice from the environment.
using AddressVariables = QHash<QString, QString>;

/// Reads a list of endpoints. Fails with InvalidRequest; the detail names line and column of broken JSON, or the entry
/// and the field.
Result<QList<Endpoint>> parseEndpoints(QByteArrayView json, const AddressVariables& variables = {});

/// The same schema, written. Fields with default values are left out.
QByteArray endpointsToJson(const QList<Endpoint>& endpoints);

/// `base_url` with its variables filled in; an invalid URL where one has neither a value nor a default.
/// Fails with InvalidRequest and a sentence when a value holds other characters than letters, digits, `.`, `_`, `-`.
Result<QUrl> filledAddress(const QString& pattern, const AddressVariables& variables);

/// The variables that `base_url` of this entry needs and that have no value: what to ask the user for.
QStringList missingAddressVariables(QStringView pattern, const AddressVariables& variables);

/// `bearer` and so on; the names of the schema.
QLatin1StringView authSchemeName(AuthScheme scheme);
std::optional<AuthScheme> authSchemeFromName(QStringView name);

} // namespace assay
