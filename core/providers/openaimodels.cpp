// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openaimodels.h"

#include "core/providers/httpaddressing.h"
#include "core/providers/providererror.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

std::optional<qint64> firstPositive(std::initializer_list<JsonValue> values)
{
    for (const JsonValue& value : values) {
        if (const auto count = value.integer(); count && *count > 0)
            return count;
    }
    return std::nullopt;
}

QString firstText(std::initializer_list<JsonValue> values)
{
    for (const JsonValue& value : values) {
        if (!value.bytes().empty())
            return value.text();
    }
    return {};
}

bool isForChat(const JsonValue& model)
{
    constexpr std::array<std::string_view, 8> others
        = {"embedding", "embeddings", "rerank", "image", "audio", "moderation", "transcribe", "video"};
    return std::ranges::find(others, model["type"].bytes()) == others.end();
}

QStringList inputsOf(const JsonValue& model)
{
    QStringList inputs;
    for (const JsonValue& list : {model["architecture"]["input_modalities"], model["input_modalities"]}) {
        list.forEachItem(
            [&](const JsonValue& item) { inputs.append(item.text() == "file"_L1 ? u"pdf"_s : item.text()); });
        if (!inputs.isEmpty())
            return inputs;
    }
    const bool sees = model["capabilities"]["vision"].boolean().value_or(false) || model["type"].bytes() == "vlm";
    if (sees)
        return {u"text"_s, u"image"_s};
    return model["capabilities"].exists() || model["type"].bytes() == "llm" ? QStringList{u"text"_s} : QStringList();
}

QStringList capabilitiesOf(const JsonValue& model)
{
    QStringList out;
    const auto add = [&](bool holds, const QString& name) {
        if (holds && !out.contains(name))
            out.append(name);
    };
    model["supported_parameters"].forEachItem([&](const JsonValue& parameter) { // OpenRouter
        add(parameter.bytes() == "tools", u"tools"_s);
        add(parameter.bytes() == "structured_outputs", u"structured_output"_s);
        add(parameter.bytes() == "reasoning", u"reasoning"_s);
    });
    const JsonValue capabilities = model["capabilities"]; // Mistral, LM Studio
    add(capabilities["function_calling"].boolean().value_or(false), u"tools"_s);
    add(capabilities["trained_for_tool_use"].boolean().value_or(false), u"tools"_s);
    add(capabilities["reasoning"].boolean().value_or(capabilities["reasoning"].isObject()), u"reasoning"_s);
    capabilities.forEachItem([&](const JsonValue& name) { add(name.bytes() == "tool_use", u"tools"_s); });
    return out;
}

ModelInfo modelOf(const JsonValue& model)
{
    const JsonValue top = model["top_provider"];
    ModelInfo info;
    info.id = firstText({model["id"], model["key"], model["model"], model["name"]});
    info.name = firstText({model["display_name"], model["name"], model["id"]});
    info.contextTokens = firstPositive(
        {model["context_length"], model["context_window"], model["max_context_length"], model["max_model_len"],
            top["context_length"], model["max_input_tokens"], model["meta"]["n_ctx"], model["meta"]["n_ctx_train"]});
    info.maxOutputTokens
        = firstPositive({model["max_completion_tokens"], top["max_completion_tokens"], model["max_output_tokens"]});
    info.inputs = inputsOf(model);
    info.capabilities = capabilitiesOf(model);
    return info;
}

} // namespace

Result<ModelPage> decodeOpenAiModels(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body.trimmed());
    if (root.isObject() && holdsError(root))
        return std::unexpected(errorFromJson(root));
    JsonValue list = root;
    if (root.isObject())
        list = root["data"].isArray() ? root["data"] : root["models"];
    if (!list.isArray())
        return fail(ErrorKind::Protocol, u"the model list is not in OpenAI's shape"_s);
    ModelPage page;
    list.forEachItem([&](const JsonValue& item) {
        ModelInfo info = modelOf(item);
        if (!info.id.isEmpty() && isForChat(item))
            page.models.append(std::move(info));
    });
    return page;
}

Result<HttpRequest> openAiModelsRequest(const EndpointAccess& access)
{
    const Endpoint& endpoint = access.endpoint;
    if (endpoint.quirks.modelsPath == "-"_L1)
        return fail(ErrorKind::InvalidRequest, u"%1 has no model list"_s.arg(endpoint.id));
    const PathRule rule{.path = u"/models"_s, .version = u"v1"_s, .tails = {u"/chat/completions"_s, u"/responses"_s}};
    const auto url = endpointAddress(endpoint, rule, endpoint.quirks.modelsPath, {});
    if (!url)
        return std::unexpected(url.error());
    auto headers = endpointHeaders(access);
    if (!headers)
        return std::unexpected(headers.error());
    headers->prepend({.name = "Accept", .value = "application/json", .secret = false});
    return HttpRequest{.method = "GET", .url = *url, .headers = *headers, .body = {}};
}

} // namespace assay
