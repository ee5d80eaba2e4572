// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/simulation.h"

#include "core/sandbox/answers.h"
#include "core/sandbox/sandboxtokens.h"
#include "core/sandbox/schemainstance.h"
#include "core/sandbox/schemainwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString textOf(const ChatMessage& message)
{
    QStringList texts;
    for (const ContentPart& part : message.parts) {
        if (const auto* text = std::get_if<TextPart>(&part))
            texts.append(text->text);
    }
    return texts.join(u'\n');
}

SandboxConversation conversationOf(const ChatRequest& chat)
{
    SandboxConversation conversation;
    QStringList system;
    for (const ChatMessage& message : chat.messages) {
        if (message.role == Role::System)
            system.append(textOf(message));
        for (const ContentPart& part : message.parts) {
            if (std::holds_alternative<ImagePart>(part) || std::holds_alternative<DocumentPart>(part))
                ++conversation.attachments;
        }
        const QString text = textOf(message);
        if (message.role == Role::User && !text.isEmpty())
            conversation.userTurns.append(text);
    }
    conversation.system = system.join(u'\n');
    const auto toolResults = [&](const ChatMessage& message) {
        for (const ContentPart& part : message.parts) {
            if (const auto* result = std::get_if<ToolResultPart>(&part))
                conversation.toolResults.prepend(*result);
        }
    };
    // The results of the last turn only; a user message after them starts something new.
    for (auto it = chat.messages.rbegin(); it != chat.messages.rend(); ++it) {
        if (it->role == Role::Assistant || (it->role == Role::User && !textOf(*it).isEmpty()))
            break;
        toolResults(*it);
    }
    return conversation;
}

/// Words of a tool's name that say what it is about: `get_current_weather` → current, weather.
QStringList tellingWords(const QString& toolName)
{
    static const QRegularExpression camel(u"([a-z])([A-Z])"_s);
    static const QStringList kVague{u"get"_s, u"set"_s, u"list"_s, u"find"_s, u"fetch"_s, u"tool"_s, u"call"_s,
        u"make"_s, u"with"_s, u"from"_s, u"current"_s, u"create"_s, u"custom"_s, u"data"_s, u"info"_s};
    QString spaced = toolName;
    spaced.replace(camel, u"\\1_\\2"_s);
    QStringList words;
    for (const QString& word : spaced.toLower().split(QRegularExpression(u"[^a-z0-9]+"_s), Qt::SkipEmptyParts)) {
        if (word.size() >= 4 && !kVague.contains(word))
            words.append(word);
    }
    return words;
}

QList<ToolSpec> toolsToCall(const ChatRequest& chat, const SandboxConversation& conversation)
{
    using Mode = ToolChoice::Mode;
    const ToolChoice choice = chat.toolChoice.value_or(ToolChoice{});
    if (chat.tools.isEmpty() || choice.mode == Mode::None)
        return {};
    if (choice.mode == Mode::Named) {
        const auto named = std::ranges::find(chat.tools, choice.name, &ToolSpec::name);
        return named == chat.tools.end() ? QList<ToolSpec>{} : QList<ToolSpec>{*named};
    }
    const QString prompt = conversation.prompt().toLower();
    QList<ToolSpec> called;
    if (conversation.toolResults.isEmpty()) {
        std::ranges::copy_if(chat.tools, std::back_inserter(called), [&](const ToolSpec& tool) {
            const QStringList words = tellingWords(tool.name);
            return prompt.contains(tool.name.toLower())
                || std::ranges::any_of(words, [&](const QString& word) { return prompt.contains(word); });
        });
        static const QRegularExpression asks(u"\\b(use|call|invoke|run)\\b[^.?!]*\\b(tools?|functions?)\\b"_s);
        if (called.isEmpty() && asks.match(prompt).hasMatch())
            called.append(chat.tools.first());
    }
    if (called.isEmpty() && choice.mode == Mode::Required)
        called.append(chat.tools.first());
    if (called.size() > 1 && !choice.parallel.value_or(true))
        called.resize(1);
    return called;
}

QList<ToolCall> callsFor(const QList<ToolSpec>& tools, const QString& prompt, quint64 hash)
{
    QList<ToolCall> calls;
    for (const ToolSpec& tool : tools) {
        const QJsonValue made = schemaInstance(tool.parameters, prompt);
        const QByteArray arguments = QJsonDocument(made.toObject()).toJson(QJsonDocument::Compact);
        // Nine letters and digits: the one shape every provider takes back.
        const quint64 id = stableHash(tool.name, hash + static_cast<quint64>(calls.size()));
        calls.append({.id = QString::number(id, 36).rightJustified(9, u'0').right(9),
            .name = tool.name,
            .arguments = QString::fromUtf8(arguments)});
    }
    return calls;
}

QString structuredText(const OutputFormat& format, const SandboxConversation& conversation, const QString& model)
{
    QJsonValue value = QJsonObject{{u"answer"_s, u"Simulated: "_s + conversation.prompt().simplified().left(120)},
        {u"model"_s, model}, {u"simulated"_s, true}};
    if (format.kind == OutputFormat::Kind::JsonSchema && !format.schema.isEmpty())
        value = schemaInstance(format.schema, conversation.prompt());
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    // A lone value is written as a list's only element is.
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

void applyStop(QString& text, SandboxAnswer& answer, const QStringList& stops)
{
    qsizetype earliest = text.size();
    for (const QString& stop : stops) {
        const qsizetype at = stop.isEmpty() ? -1 : text.indexOf(stop);
        if (at < 0 || at >= earliest)
            continue;
        earliest = at;
        answer.stopSequence = stop;
    }
    text.truncate(earliest);
}

/// The output limit covers reasoning too. A tool call that does not fit is left out whole.
void applyLimit(SandboxAnswer& answer, qint64 limit)
{
    if (answer.reasoningTokens() + answer.outputTokens() <= limit)
        return;
    answer.finish = FinishReason::Length;
    answer.stopSequence.clear();
    answer.toolCalls.clear();
    answer.reasoning.resize(std::min<qint64>(answer.reasoning.size(), limit));
    answer.text.resize(std::min<qint64>(answer.text.size(), limit - answer.reasoning.size()));
}

} // namespace

qint64 toolCallTokens(const ToolCall& call)
{
    return countSandboxTokens(call.name) + countSandboxTokens(call.arguments);
}

qint64 SandboxAnswer::outputTokens() const
{
    qint64 count = text.size();
    for (const ToolCall& call : toolCalls)
        count += toolCallTokens(call);
    return count;
}

SandboxAnswer simulateAnswer(const SandboxCall& call, quint64 seed)
{
    const SandboxConversation conversation = conversationOf(call.chat);
    if (call.chat.sampling.seed)
        seed = static_cast<quint64>(*call.chat.sampling.seed);
    const quint64 hash = stableHash(conversation.prompt(), stableHash(call.model, seed));
    SandboxAnswer answer;
    answer.model = call.model;
    AnswerText composed = composeAnswer(call.model, conversation, hash);
    answer.toolCalls = callsFor(toolsToCall(call.chat, conversation), conversation.prompt(), hash);
    if (!answer.toolCalls.isEmpty()) {
        composed.text.clear();
        answer.finish = FinishReason::ToolCalls;
    } else if (const auto format = wantedFormat(call.chat)) {
        composed.text = structuredText(*format, conversation, call.model);
    }
    if (call.thinking)
        answer.reasoning = sandboxTokens(composed.reasoning);
    applyStop(composed.text, answer, call.chat.sampling.stop);
    answer.text = sandboxTokens(composed.text);
    applyLimit(answer, call.chat.sampling.maxOutputTokens.value_or(std::numeric_limits<int>::max()));
    return answer;
}

} // namespace assay
