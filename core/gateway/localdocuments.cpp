// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/localdocuments.h"

#include "core/gateway/gatewayaddress.h"
#include "core/wire/clientfields.h"
#include "core/wire/geminigenerate.h"
#include "core/wire/jsonpatch.h"
#include "core/wire/jsonvalue.h"
#include "core/wire/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool sees(const ListedModel& model)
{
    return model.inputs.contains("image"_L1);
}

void writeLmStudioModel(JsonWriter& out, const ListedModel& model)
{
    out.object().member("id"_L1, model.ref.toString()).member("object"_L1, "model"_L1);
    out.member("type"_L1, sees(model) ? "vlm"_L1 : "llm"_L1).member("publisher"_L1, model.ref.provider);
    out.member("arch"_L1, ""_L1).member("compatibility_type"_L1, "remote"_L1).member("quantization"_L1, ""_L1);
    out.member("state"_L1, "loaded"_L1).member("max_context_length"_L1, model.contextTokens);
    out.endObject();
}

/// The vectors of an OpenAI answer, as they were written.
std::optional<QList<QByteArrayView>> vectorsOf(const QByteArray& document)
{
    const auto members = jsonMembers(document);
    if (!members)
        return std::nullopt;
    const auto* data = memberOf(*members, "data");
    const auto items = data ? jsonElements(data->value) : std::nullopt;
    if (!items)
        return std::nullopt;
    QList<QByteArrayView> out;
    for (const auto item : *items) {
        const auto parts = jsonMembers(item);
        if (!parts)
            return std::nullopt;
        const auto* vector = memberOf(*parts, "embedding");
        if (!vector || !vector->value.startsWith('['))
            return std::nullopt;
        out.append(vector->value);
    }
    return out;
}

} // namespace

QByteArray ollamaModel(const ListedModel& model)
{
    JsonWriter out(512);
    const QString family = model.ref.provider;
    out.object().member("modelfile"_L1, ""_L1).member("parameters"_L1, ""_L1).member("template"_L1, ""_L1);
    out.key("details"_L1).object().member("parent_model"_L1, ""_L1).member("format"_L1, ""_L1);
    out.member("family"_L1, family).key("families"_L1).array().value(family).endArray();
    out.member("parameter_size"_L1, ""_L1).member("quantization_level"_L1, ""_L1).endObject();
    // Clients look for the length under the name of the architecture.
    out.key("model_info"_L1).object().member("general.architecture"_L1, "assay"_L1);
    out.member("general.basename"_L1, model.ref.model);
    if (model.contextTokens)
        out.member("assay.context_length"_L1, *model.contextTokens);
    out.endObject().key("capabilities"_L1).array().value("completion"_L1);
    if (model.capabilities.contains("tools"_L1))
        out.value("tools"_L1);
    if (sees(model))
        out.value("vision"_L1);
    if (model.capabilities.contains("reasoning"_L1))
        out.value("thinking"_L1);
    out.endArray().member("modified_at"_L1, "1970-01-01T00:00:00Z"_L1).endObject();
    return out.take();
}

Result<QString> ollamaShown(const QByteArray& body)
{
    JsonParser parser;
    const auto members = openBody(parser, body);
    if (!members)
        return std::unexpected(members.error());
    const QString model = (*members)["model"].text();
    const QString name = model.isEmpty() ? (*members)["name"].text() : model;
    if (name.isEmpty())
        return refuseField("model"_L1, u"no model is named"_s);
    return name;
}

QByteArray ollamaProcesses()
{
    return "{\"models\":[]}";
}

QByteArray lmStudioList(const QList<ListedModel>& models)
{
    JsonWriter out(models.size() * 256 + 64);
    out.object().member("object"_L1, "list"_L1).key("data"_L1).array();
    for (const auto& model : models)
        writeLmStudioModel(out, model);
    out.endArray().endObject();
    return out.take();
}

QByteArray lmStudioModel(const ListedModel& model)
{
    JsonWriter out(256);
    writeLmStudioModel(out, model);
    return out.take();
}

std::optional<EmbeddingsShape> embeddingsShape(const QString& path)
{
    if (path == "/api/embed"_L1)
        return EmbeddingsShape::OllamaMany;
    if (path == "/api/embeddings"_L1)
        return EmbeddingsShape::OllamaOne;
    if (plainPath(path) == "/embeddings"_L1)
        return EmbeddingsShape::OpenAi;
    if (const auto address = geminiAddress(path)) {
        if (address->verb == "embedContent"_L1)
            return EmbeddingsShape::GeminiOne;
        if (address->verb == "batchEmbedContents"_L1)
            return EmbeddingsShape::GeminiMany;
    }
    return std::nullopt;
}

Result<void> checkEmbeddings(EmbeddingsShape shape, const JsonValue& body)
{
    static constexpr auto kShapes = shapeTable(std::array<FieldShape, 5>{{
        {.name = "dimensions", .kinds = shape::kWhole, .least = 1},
        {.name = "encoding_format", .kinds = shape::kText},
        {.name = "input", .kinds = shape::kText | shape::kList},
        {.name = "prompt", .kinds = shape::kText},
        {.name = "options", .kinds = shape::kObject},
    }});
    if (auto checked = checkFields(body, kShapes, "body"_L1); !checked)
        return checked;
    const bool isOne = shape == EmbeddingsShape::OllamaOne;
    const JsonValue input = isOne ? body["prompt"] : body["input"];
    const QLatin1StringView name = isOne ? "prompt"_L1 : "input"_L1;
    if (!input.isString() && input.size() == 0)
        return refuseField(name, u"there is nothing to embed"_s);
    bool isRight = true;
    input.forEachItem([&](const JsonValue& item) { // texts, tokens, or lists of tokens
        isRight = isRight && (item.isString() || (item.integer() && item.isNumber()) || item.size() > 0);
    });
    if (!isRight)
        return refuseField(name, u"a text, a list of texts or numbers of tokens are expected"_s);
    return {};
}

QByteArray embeddingsRequest(EmbeddingsShape shape, const QByteArray& body, const QString& model)
{
    const QByteArray own = body.trimmed();
    const auto members = jsonMembers(own);
    if (!members)
        return body; // whoever reads it says what is wrong
    QByteArray name;
    appendJsonString(name, model);
    QList<MemberPatch> patches{{.name = "model", .value = name}};
    for (const auto ours : {"models", "provider", "route", "session_id", "trace", "transforms"})
        patches.append({.name = ours, .value = {}});
    if (shape == EmbeddingsShape::OllamaOne) {
        const auto* prompt = memberOf(*members, "prompt");
        patches.append({.name = "prompt", .value = {}});
        patches.append({.name = "input", .value = prompt ? prompt->value.toByteArray() : "null"_ba});
    }
    if (shape == EmbeddingsShape::OllamaOne || shape == EmbeddingsShape::OllamaMany) {
        for (const auto ollamas : {"keep_alive", "options", "truncate"})
            patches.append({.name = ollamas, .value = {}});
    }
    return patchedObject(*members, patches);
}

QByteArray withAnswerId(const QByteArray& document, const QByteArray& id)
{
    const auto members = jsonMembers(document);
    if (!members || memberOf(*members, "id"))
        return document;
    return patchedObject(*members, {{.name = "id", .value = '"' + id + '"'}});
}

QByteArray embeddingsAnswer(EmbeddingsShape shape, const QByteArray& document, const QString& model)
{
    if (shape == EmbeddingsShape::OpenAi)
        return document;
    const bool isGemini = shape == EmbeddingsShape::GeminiOne || shape == EmbeddingsShape::GeminiMany;
    const auto vectors = vectorsOf(document);
    if (!vectors)
        return document;
    if (shape == EmbeddingsShape::OllamaOne)
        return "{\"embedding\":" + vectors->value(0).toByteArray() + '}';
    QByteArrayList texts;
    for (const auto vector : *vectors)
        texts.append(isGemini ? "{\"values\":" + vector.toByteArray() + '}' : vector.toByteArray());
    if (shape == EmbeddingsShape::GeminiOne)
        return "{\"embedding\":" + texts.value(0) + '}';
    if (isGemini)
        return "{\"embeddings\":[" + texts.join(',') + "]}";
    JsonParser parser;
    JsonWriter out(document.size());
    out.object().member("model"_L1, model).rawMember("embeddings"_L1, '[' + texts.join(',') + ']');
    out.member("prompt_eval_count"_L1, parser.parse(document)["usage"]["prompt_tokens"].integer().value_or(0));
    out.endObject();
    return out.take();
}

} // namespace assay
