// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/geminidocuments.h"

#include "core/wire/clientfields.h"
#include "core/wire/jsonpatch.h"
#include "core/wire/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

void writeModel(JsonWriter& out, const ListedModel& model)
{
    const QString name = model.name.isEmpty() ? model.ref.model : model.name;
    out.object().member("name"_L1, u"models/"_s + model.ref.toString()).member("version"_L1, ""_L1);
    out.member("displayName"_L1, name).member("description"_L1, name);
    if (model.contextTokens)
        out.member("inputTokenLimit"_L1, *model.contextTokens);
    if (model.maxOutputTokens)
        out.member("outputTokenLimit"_L1, *model.maxOutputTokens);
    out.key("supportedGenerationMethods"_L1).array();
    for (const auto method : {"generateContent"_L1, "countTokens"_L1, "embedContent"_L1})
        out.value(method);
    out.endArray().endObject();
}

/// The words of a content; nothing if it holds anything else, which has no embedding here.
std::optional<QString> wordsOf(const JsonValue& content)
{
    QString out;
    bool isText = content["parts"].size() > 0;
    content["parts"].forEachItem([&](const JsonValue& part) {
        isText = isText && part["text"].isString();
        out += part["text"].text();
    });
    return isText ? std::optional(out) : std::nullopt;
}

} // namespace

bool asksAsGemini(const IncomingRequest& request)
{
    const bool isList = request.path.endsWith("/models"_L1) || request.path.contains("/models/"_L1);
    if (!isList || request.method == "POST")
        return false;
    return geminiListPath(request.path) != request.path
        && (!request.path.startsWith("/v1/"_L1)
            || (!request.header("x-goog-api-key").isEmpty() && request.header("authorization").isEmpty()));
}

QString geminiListPath(const QString& path)
{
    for (const auto version : {"/v1beta"_L1, "/v1alpha"_L1, "/v1"_L1}) {
        if (path.startsWith(QString(version) + "/models"_L1))
            return path.sliced(version.size());
    }
    return path;
}

QByteArray geminiModelList(const QList<ListedModel>& models)
{
    JsonWriter out(models.size() * 256 + 64);
    out.object().key("models"_L1).array();
    for (const auto& model : models)
        writeModel(out, model);
    out.endArray().endObject();
    return out.take();
}

QByteArray geminiModel(const ListedModel& model)
{
    JsonWriter out(256);
    writeModel(out, model);
    return out.take();
}

QByteArray geminiCounted(const QByteArray& body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    for (const auto name : {"generateContentRequest", "generate_content_request"}) {
        if (const JsonValue wrapped = root[name]; wrapped.isObject())
            return wrapped.minified();
    }
    return body;
}

Result<QByteArray> geminiEmbeddings(const GeminiAddress& address, const QByteArray& body)
{
    JsonParser parser;
    const auto root = openBody(parser, body);
    if (!root)
        return std::unexpected(root.error());
    JsonWriter out(body.size() + 128);
    out.object().member("model"_L1, address.model).key("input"_L1).array();
    bool isText = true;
    std::optional<qint64> dimensions;
    const auto add = [&](const JsonValue& request) {
        const auto words = wordsOf(request["content"]);
        isText = isText && words;
        out.value(words.value_or(QString()));
        const JsonValue wanted = request["outputDimensionality"];
        isText = isText && (!wanted.exists() || wanted.isNull() || wanted.integer());
        dimensions = wanted.integer();
    };
    if (address.verb == "embedContent"_L1)
        add(*root);
    (*root)["requests"].forEachItem(add);
    out.endArray();
    if (!isText)
        return refuseField("content"_L1, u"an embedding is made of text"_s);
    if (dimensions)
        out.member("dimensions"_L1, *dimensions);
    out.endObject();
    return out.take();
}

} // namespace assay
