// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"
#include "core/wire/fieldshapes.h"
#include "core/wire/jsonfields.h"
#include "core/wire/words.h"

#include <QJsonObject>

#include <span>
#include <string_view>

namespace assay {

// What the readers of clients' requests share. All refuse with InvalidRequest and name the field.

/// The body as an object. Refuses what is no object, and every field that could name another host, header, key or file
/// (`api_base`, `extra_headers`, …): such a field once sent other gateways' keys to strangers. So is what two readers
/// may take for different requests: text that is no UTF-8, numbers that are none (`NaN`), a member that stands there
/// twice. Then come the shapes of the members, those that all formats have and those of `own`.
Result<JsonFields> openBody(JsonParser& parser, QByteArrayView body, std::span<const FieldShape> own = {});

/// A small JSON value as Qt's (schemas, metadata).
QJsonObject toObject(const JsonValue& value);

/// A finite number, also one without a fraction.
std::optional<double> number(const JsonValue& value);
/// The same, also of a text that is one.
std::optional<double> writtenNumber(const JsonValue& value);
/// Most tokens of an answer; none where it is below 0, as clients of local servers say "no limit".
std::optional<qint64> tokenLimit(const JsonValue& value);

/// Base64 of either alphabet, with or without line breaks and padding; nothing if it holds anything else, or nothing.
std::optional<QByteArray> decodedBase64(std::string_view text);
/// The kind of an image by its first bytes.
QString imageType(const QByteArray& data);

/// Names go to terminals and into lines of text: no control characters (Unicode's Cc).
bool isModelName(QStringView name);

/// `model` and `models`; `fallback` are other models after it.
Result<QStringList> readModels(const JsonFields& body);

/// A body and the models it names.
struct OpenedRequest {
    JsonFields body;
    QStringList models;
};
/// `openBody` and `readModels`, which most formats begin with.
Result<OpenedRequest> openRequest(JsonParser& parser, QByteArrayView body, std::span<const FieldShape> own = {});

/// How many answers are wanted (`n`), 1 to kMostChoices; 1 where it is not said.
Result<int> readChoices(const JsonValue& count, QLatin1StringView field);

/// `temperature`, `top_p`, `top_k`, the penalties, `seed` and `stop`.
Sampling readSampling(const JsonFields& body);

/// Members of `body` that are not in `known`, a wordList().
QJsonObject unknownFields(const JsonFields& body, std::span<const std::string_view> known);

/// An image by its address: a data URL, or http(s), which the provider fetches itself.
Result<ImagePart> imageFromUrl(std::string_view url);

/// `data:TYPE;base64,…` taken apart.
struct DataUrl {
    QString mediaType;
    QByteArray data;
};
std::optional<DataUrl> parseDataUrl(std::string_view url);

/// `provider`, `session_id`, `user` and what else OpenRouter adds to every format.
void readRouting(ClientRequest& out, const JsonFields& body);

/// `reasoning` as OpenRouter and Responses have it.
Result<void> readReasoning(ClientRequest& out, const JsonValue& reasoning);

/// OpenAI's `response_format`, or Responses' `text.format`, which has the same members one level higher.
Result<std::optional<OutputFormat>> readFormat(const JsonValue& format);

/// A member that must be there, and a text; `field` is what the refusal names.
Result<QString> neededText(const JsonValue& owner, std::string_view name, QLatin1StringView field);

std::unexpected<Error> refuseField(QLatin1StringView field, const QString& what);

} // namespace assay
