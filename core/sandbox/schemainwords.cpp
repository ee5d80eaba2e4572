// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/schemainwords.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Longer ones are the manuals of agents, which show schemas without wanting one for the answer.
constexpr qsizetype kLongestInstructions = 8000;

/// The end of the object that begins there; −1 if it has none.
qsizetype objectEnd(QStringView text, qsizetype from)
{
    int depth = 0;
    bool isQuoted = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted && c == u'\\')
            ++i;
        else if (c == u'"')
            isQuoted = !isQuoted;
        else if (!isQuoted && c == u'{')
            ++depth;
        else if (!isQuoted && c == u'}' && --depth == 0)
            return i + 1;
    }
    return -1;
}

QJsonObject schemaIn(const QString& text)
{
    for (qsizetype at = text.indexOf(u'{'); at >= 0; at = text.indexOf(u'{', at + 1)) {
        const qsizetype end = objectEnd(text, at);
        const auto object
            = end < 0 ? QJsonObject() : QJsonDocument::fromJson(text.sliced(at, end - at).toUtf8()).object();
        if (object["properties"_L1].isObject())
            return object;
    }
    return {};
}

QString instructions(const ChatRequest& request)
{
    QString out;
    for (const auto& message : request.messages) {
        for (const auto& part : message.parts) {
            const auto* text = std::get_if<TextPart>(&part);
            if (text && message.role == Role::System)
                out += text->text + u'\n';
        }
    }
    return out;
}

} // namespace

std::optional<OutputFormat> wantedFormat(const ChatRequest& request)
{
    if (request.format && request.format->kind == OutputFormat::Kind::JsonSchema)
        return request.format;
    const QString words = instructions(request);
    if (words.size() > kLongestInstructions || !words.contains("JSON"_L1))
        return request.format;
    if (const QJsonObject schema = schemaIn(words); !schema.isEmpty())
        return OutputFormat{.kind = OutputFormat::Kind::JsonSchema, .name = {}, .schema = schema};
    if (!request.format && words.contains("one JSON object and nothing else"_L1))
        return OutputFormat{.kind = OutputFormat::Kind::JsonObject};
    return request.format;
}

} // namespace assay
