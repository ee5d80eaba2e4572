// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tools as chat completions and Responses have them.

#include "core/wire/clientfields.h"
#include "core/wire/openaichat.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kFunctionShapes = shapeTable(std::array<FieldShape, 4>{{
    {.name = "name", .kinds = shape::kText},
    {.name = "description", .kinds = shape::kText},
    {.name = "parameters", .kinds = shape::kObject},
    {.name = "strict", .kinds = shape::kFlag},
}});

} // namespace

Result<void> checkOpenAiFunction(const JsonValue& function, QLatin1StringView owner)
{
    if (auto checked = checkFields(function, kFunctionShapes, owner); !checked)
        return checked;
    if (function["name"].bytes().empty())
        return refuseField(owner, u"a function has no name"_s);
    return {};
}

Result<void> readOpenAiTools(ClientRequest& out, const JsonValue& tools)
{
    Result<void> result;
    tools.forEachItem([&](const JsonValue& tool) {
        const auto type = tool["type"].bytes();
        if (!type.empty() && type != "function") {
            out.untranslated.append(u"tools."_s + toText(type));
            return;
        }
        const JsonValue function = tool["function"].isObject() ? tool["function"] : tool;
        if (!result)
            return;
        result = checkOpenAiFunction(function, "tools"_L1);
        out.chat.tools.append(ToolSpec{.name = function["name"].text(),
            .description = function["description"].text(),
            .parameters = toObject(function["parameters"]),
            .strict = function["strict"].boolean().value_or(false)});
    });
    return result;
}

namespace {

QString nameOfTool(const JsonValue& tool)
{
    return tool["function"].isObject() ? tool["function"]["name"].text() : tool["name"].text();
}

/// Some of the tools (`allowed_tools`): other formats have no word for it, so the others are left out.
ToolChoice keepAllowed(ChatRequest& out, const JsonValue& choice)
{
    const JsonValue allowed = choice["allowed_tools"].isObject() ? choice["allowed_tools"] : choice;
    QStringList names;
    allowed["tools"].forEachItem([&](const JsonValue& tool) { names.append(nameOfTool(tool)); });
    out.tools.removeIf([&](const ToolSpec& tool) { return !names.contains(tool.name); });
    const bool isRequired = allowed["mode"].bytes() == "required";
    return {.mode = isRequired ? ToolChoice::Mode::Required : ToolChoice::Mode::Auto};
}

} // namespace

Result<void> readOpenAiToolChoice(ChatRequest& request, const JsonValue& choice, const JsonValue& parallel)
{
    if ((!choice.exists() || choice.isNull()) && !parallel.boolean())
        return {};
    ToolChoice out;
    const auto word = choice.bytes();
    if (choice["type"].bytes() == "allowed_tools") {
        out = keepAllowed(request, choice);
    } else if (choice.isObject()) {
        out.mode = ToolChoice::Mode::Named;
        out.name = nameOfTool(choice);
        if (out.name.isEmpty())
            return refuseField("tool_choice"_L1, u"the tool has no name"_s);
    } else if (word == "none") {
        out.mode = ToolChoice::Mode::None;
    } else if (word == "required" || word == "any") {
        out.mode = ToolChoice::Mode::Required;
    } else if (choice.isString() && word != "auto") {
        return refuseField("tool_choice"_L1, u"the words are auto, none and required"_s);
    }
    out.parallel = parallel.boolean();
    request.toolChoice = out;
    return {};
}

} // namespace assay
