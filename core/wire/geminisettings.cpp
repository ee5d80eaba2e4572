// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/geminisettings.h"

#include "core/wire/clientfields.h"

#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Sorted: what of `generationConfig` can be said in other formats.
constexpr std::array<std::string_view, 24> kSettings
    = {"candidateCount", "candidate_count", "frequencyPenalty", "frequency_penalty", "maxOutputTokens",
        "max_output_tokens", "presencePenalty", "presence_penalty", "responseJsonSchema", "responseMimeType",
        "responseSchema", "response_json_schema", "response_mime_type", "response_schema", "seed", "stopSequences",
        "stop_sequences", "temperature", "thinkingConfig", "thinking_config", "topK", "topP", "top_k", "top_p"};

constexpr double kMostWhole = 9007199254740992; ///< 2^53

// Protocol buffers take numbers as texts, too.
constexpr unsigned kAmount = shape::kNumber | shape::kDigits;
constexpr unsigned kCount = shape::kWhole | shape::kDigits;

constexpr auto kConfigShapes = shapeTable(std::array<FieldShape, 24>{{
    {.name = "candidateCount", .kinds = kCount},
    {.name = "candidate_count", .kinds = kCount},
    {.name = "frequencyPenalty", .kinds = kAmount, .least = -2, .most = 2},
    {.name = "frequency_penalty", .kinds = kAmount, .least = -2, .most = 2},
    {.name = "maxOutputTokens", .kinds = kCount, .least = 0, .most = kMostWhole},
    {.name = "max_output_tokens", .kinds = kCount, .least = 0, .most = kMostWhole},
    {.name = "presencePenalty", .kinds = kAmount, .least = -2, .most = 2},
    {.name = "presence_penalty", .kinds = kAmount, .least = -2, .most = 2},
    {.name = "responseJsonSchema", .kinds = shape::kObject},
    {.name = "responseMimeType", .kinds = shape::kText},
    {.name = "responseSchema", .kinds = shape::kObject},
    {.name = "response_json_schema", .kinds = shape::kObject},
    {.name = "response_mime_type", .kinds = shape::kText},
    {.name = "response_schema", .kinds = shape::kObject},
    {.name = "seed", .kinds = kCount, .least = -kMostWhole, .most = kMostWhole},
    {.name = "stopSequences", .kinds = shape::kTexts},
    {.name = "stop_sequences", .kinds = shape::kTexts},
    {.name = "temperature", .kinds = kAmount, .least = 0, .most = 2},
    {.name = "thinkingConfig", .kinds = shape::kObject},
    {.name = "thinking_config", .kinds = shape::kObject},
    {.name = "topK", .kinds = kCount, .least = 0, .most = kMostWhole}, // clients send 40.0
    {.name = "topP", .kinds = kAmount, .least = 0, .most = 1},
    {.name = "top_k", .kinds = kCount, .least = 0, .most = kMostWhole},
    {.name = "top_p", .kinds = kAmount, .least = 0, .most = 1},
}});

constexpr auto kThinkingShapes = shapeTable(std::array<FieldShape, 6>{{
    {.name = "includeThoughts", .kinds = shape::kFlag},
    {.name = "include_thoughts", .kinds = shape::kFlag},
    {.name = "thinkingBudget", .kinds = kCount, .least = -1, .most = kMostWhole},
    {.name = "thinking_budget", .kinds = kCount, .least = -1, .most = kMostWhole},
    {.name = "thinkingLevel", .kinds = shape::kText},
    {.name = "thinking_level", .kinds = shape::kText},
}});

constexpr auto kToolShapes = shapeTable(std::array<FieldShape, 2>{{
    {.name = "functionDeclarations", .kinds = shape::kObjects},
    {.name = "function_declarations", .kinds = shape::kObjects},
}});

constexpr auto kFunctionShapes = shapeTable(std::array<FieldShape, 5>{{
    {.name = "name", .kinds = shape::kText},
    {.name = "description", .kinds = shape::kText},
    {.name = "parameters", .kinds = shape::kObject},
    {.name = "parametersJsonSchema", .kinds = shape::kObject},
    {.name = "parameters_json_schema", .kinds = shape::kObject},
}});

/// A whole number, also one written as a text.
std::optional<qint64> writtenWhole(const JsonValue& value)
{
    const auto amount = writtenNumber(value);
    return amount ? std::optional(static_cast<qint64>(*amount)) : std::nullopt;
}

QString lowerType(const QJsonValue& type)
{
    return type.toString().toLower();
}

/// Its schemas are OpenAPI's: types in capitals, `nullable`, members that JSON Schema does not know.
QJsonObject jsonSchema(const QJsonObject& schema)
{
    QJsonObject out;
    for (auto it = schema.begin(); it != schema.end(); ++it) {
        const QString& name = it.key();
        if (name == "type"_L1 && it->isString()) {
            const bool nullable = schema["nullable"_L1].toBool();
            out.insert(name, nullable ? QJsonValue(QJsonArray{lowerType(*it), u"null"_s}) : QJsonValue(lowerType(*it)));
        } else if (name == "properties"_L1) {
            QJsonObject properties;
            const QJsonObject old = it->toObject();
            for (auto member = old.begin(); member != old.end(); ++member)
                properties.insert(member.key(), jsonSchema(member->toObject()));
            out.insert(name, properties);
        } else if (name == "items"_L1) {
            out.insert(name, jsonSchema(it->toObject()));
        } else if (name == "anyOf"_L1) {
            QJsonArray choices;
            const QJsonArray old = it->toArray();
            for (const auto& choice : old)
                choices.append(jsonSchema(choice.toObject()));
            out.insert(name, choices);
        } else if (name != "nullable"_L1 && name != "propertyOrdering"_L1) {
            out.insert(name, *it);
        }
    }
    return out;
}

/// What may be called.
Result<void> readChoice(ClientRequest& out, const JsonValue& calling)
{
    const QString mode = calling["mode"].text().toUpper();
    if (!QStringList{QString(), u"MODE_UNSPECIFIED"_s, u"AUTO"_s, u"ANY"_s, u"NONE"_s, u"VALIDATED"_s}.contains(mode))
        return refuseField("toolConfig"_L1, u"the modes are AUTO, ANY, VALIDATED and NONE"_s);
    if (mode.isEmpty() || out.chat.tools.isEmpty())
        return {};
    const JsonValue names = either(calling, "allowedFunctionNames", "allowed_function_names");
    ToolChoice choice;
    if (names.size() > 1) // no other format has a word for some of the tools
        out.chat.tools.removeIf([&](const ToolSpec& tool) {
            bool isAllowed = false;
            names.forEachItem([&](const JsonValue& name) { isAllowed = isAllowed || name.text() == tool.name; });
            return !isAllowed;
        });
    if (mode == "NONE"_L1)
        choice.mode = ToolChoice::Mode::None;
    else if (mode == "ANY"_L1)
        choice.mode = names.size() == 1 ? ToolChoice::Mode::Named : ToolChoice::Mode::Required;
    if (choice.mode == ToolChoice::Mode::Named)
        choice.name = names.at(0).text();
    out.chat.toolChoice = choice;
    return {};
}

} // namespace

Result<void> readGeminiTools(ClientRequest& out, const JsonValue& body)
{
    Result<void> result;
    body["tools"].forEachItem([&](const JsonValue& tool) {
        if (result)
            result = checkFields(tool, kToolShapes, "tools"_L1);
        tool.forEachMember([&](std::string_view name, const JsonValue&) {
            if (name != "functionDeclarations" && name != "function_declarations")
                out.ignored.append(u"tools.%1"_s.arg(toText(name)));
        });
        either(tool, "functionDeclarations", "function_declarations").forEachItem([&](const JsonValue& function) {
            if (!result)
                return;
            result = checkFields(function, kFunctionShapes, "tools"_L1);
            if (result && function["name"].bytes().empty())
                result = refuseField("tools"_L1, u"a function has no name"_s);
            const JsonValue schema = either(function, "parametersJsonSchema", "parameters_json_schema");
            out.chat.tools.append(ToolSpec{.name = function["name"].text(),
                .description = function["description"].text(),
                .parameters = schema.isObject() ? toObject(schema) : jsonSchema(toObject(function["parameters"]))});
        });
    });
    if (!result)
        return result;
    return readChoice(
        out, either(either(body, "toolConfig", "tool_config"), "functionCallingConfig", "function_calling_config"));
}

namespace {

void readThinking(ClientRequest& out, const JsonValue& thinking)
{
    out.hidesReasoning = !either(thinking, "includeThoughts", "include_thoughts").boolean().value_or(false);
    out.chat.reasoning.effort = either(thinking, "thinkingLevel", "thinking_level").text().toLower();
    const auto budget = writtenWhole(either(thinking, "thinkingBudget", "thinking_budget"));
    if (budget == 0)
        out.chat.reasoning.effort = u"none"_s;
    else if (budget && *budget > 0) // −1: as much as the model likes
        out.chat.reasoning.budgetTokens = budget;
}

} // namespace

Result<void> readGeminiConfig(ClientRequest& out, const JsonValue& config)
{
    if (const auto checked = checkFields(config, kConfigShapes, "generationConfig"_L1); !checked)
        return checked;
    const JsonValue count = either(config, "candidateCount", "candidate_count");
    const auto choices = writtenWhole(count).value_or(count.exists() && !count.isNull() ? 0 : 1);
    if (choices < 1 || choices > kMostChoices)
        return refuseField("candidateCount"_L1, u"a number of answers from 1 to %1"_s.arg(kMostChoices));
    out.choices = static_cast<int>(choices);
    Sampling& sampling = out.chat.sampling;
    sampling.temperature = writtenNumber(config["temperature"]);
    sampling.topP = writtenNumber(either(config, "topP", "top_p"));
    sampling.topK = writtenWhole(either(config, "topK", "top_k"));
    if (sampling.topK == 0) // all of them
        sampling.topK.reset();
    sampling.presencePenalty = writtenNumber(either(config, "presencePenalty", "presence_penalty"));
    sampling.frequencyPenalty = writtenNumber(either(config, "frequencyPenalty", "frequency_penalty"));
    sampling.seed = writtenWhole(config["seed"]);
    sampling.maxOutputTokens = writtenWhole(either(config, "maxOutputTokens", "max_output_tokens"));
    either(config, "stopSequences", "stop_sequences").forEachItem([&](const JsonValue& item) {
        sampling.stop.append(item.text());
    });
    const JsonValue thinking = either(config, "thinkingConfig", "thinking_config");
    if (const auto checked = checkFields(thinking, kThinkingShapes, "thinkingConfig"_L1); !checked)
        return checked;
    readThinking(out, thinking);
    config.forEachMember([&](std::string_view name, const JsonValue& value) {
        if (!value.isNull() && !std::ranges::binary_search(kSettings, name))
            out.ignored.append(u"generationConfig.%1"_s.arg(toText(name)));
    });
    const auto type = either(config, "responseMimeType", "response_mime_type").bytes();
    if (type != "application/json") {
        if (!type.empty() && type != "text/plain")
            out.ignored.append(u"generationConfig.responseMimeType"_s);
        return {};
    }
    const JsonValue schema = either(config, "responseJsonSchema", "response_json_schema");
    const QJsonObject wanted = schema.isObject()
        ? toObject(schema)
        : jsonSchema(toObject(either(config, "responseSchema", "response_schema")));
    out.chat.format
        = OutputFormat{.kind = wanted.isEmpty() ? OutputFormat::Kind::JsonObject : OutputFormat::Kind::JsonSchema,
            .name = wanted.isEmpty() ? QString() : u"answer"_s,
            .schema = wanted};
    return {};
}

} // namespace assay
