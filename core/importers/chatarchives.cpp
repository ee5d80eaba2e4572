// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/chatarchives.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Message {
    QString id;
    QString text;
    QString model;
    QDateTime at;
    bool fromUser = false;
};

/// A UUIDv7 of this time whose other bits come from the message's own id (RFC 9562, 5.7).
QString idOf(const Message& message)
{
    auto bytes = QCryptographicHash::hash(message.id.toUtf8(), QCryptographicHash::Sha256).first(16);
    const auto ms = static_cast<quint64>(std::max<qint64>(0, message.at.toMSecsSinceEpoch()));
    for (int i = 0; i < 6; ++i)
        bytes[i] = static_cast<char>((ms >> (40 - 8 * i)) & 0xff);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

RunRecord runOf(const QString& provider, const Message& question, const Message& answer)
{
    RunRecord run;
    run.id = idOf(answer);
    run.surface = u"archive"_s;
    run.startedAt = question.at.isValid() ? question.at : answer.at;
    run.prompt = question.text;
    LaneRecord lane;
    lane.model = {.provider = provider, .model = answer.model.isEmpty() ? u"unknown"_s : answer.model};
    lane.servedBy = provider;
    lane.state = LaneState::Complete;
    lane.text = answer.text;
    lane.cost = {.state = CostState::Computed,
        .amount = Money(),
        .reported = {},
        .lines = {},
        .priceRevision = {},
        .note = u"subscription"_s};
    run.lanes = {lane};
    return run;
}

void addRuns(QList<RunRecord>& runs, const QString& provider, const QList<Message>& messages)
{
    const Message* question = nullptr;
    for (const auto& message : messages) {
        if (message.fromUser)
            question = &message;
        else if (question && !message.text.isEmpty())
            runs.append(runOf(provider, *question, message));
    }
}

QString chatGptText(const QJsonObject& content)
{
    QStringList parts;
    const auto array = content[u"parts"].toArray();
    for (const auto& part : array) {
        if (part.isString())
            parts.append(part.toString()); // others are pictures and files that the archive keeps elsewhere
    }
    if (parts.isEmpty() && content[u"text"].isString())
        parts.append(content[u"text"].toString());
    return parts.join(u'\n').trimmed();
}

QDateTime fromSeconds(const QJsonValue& value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(qRound64(value.toDouble() * 1000), QTimeZone::UTC)
                            : QDateTime();
}

/// The branch that was shown last, from its end to the root and back.
QList<Message> chatGptMessages(const QJsonObject& conversation)
{
    const auto mapping = conversation[u"mapping"].toObject();
    QList<Message> messages;
    QString node = conversation[u"current_node"].toString();
    for (qsizetype steps = 0; !node.isEmpty() && steps <= mapping.size(); ++steps) {
        const auto entry = mapping[node].toObject();
        const auto message = entry[u"message"].toObject();
        const QString role = message[u"author"][u"role"].toString();
        if (role == "user"_L1 || role == "assistant"_L1) {
            const auto at = fromSeconds(message[u"create_time"]);
            messages.prepend({.id = message[u"id"].toString(node),
                .text = chatGptText(message[u"content"].toObject()),
                .model = message[u"metadata"][u"model_slug"].toString(),
                .at = at.isValid() ? at : fromSeconds(conversation[u"create_time"]),
                .fromUser = role == "user"_L1});
        }
        node = entry[u"parent"].toString();
    }
    return messages;
}

QList<Message> claudeMessages(const QJsonObject& conversation)
{
    QList<Message> messages;
    const auto array = conversation[u"chat_messages"].toArray();
    for (const auto& value : array) {
        QStringList parts;
        const auto content = value[u"content"].toArray();
        for (const auto& part : content) {
            if (part[u"type"].toString() == "text"_L1)
                parts.append(part[u"text"].toString());
        }
        const QString text = parts.isEmpty() ? value[u"text"].toString() : parts.join(u"\n\n"_s);
        messages.append({.id = value[u"uuid"].toString(),
            .text = text.trimmed(),
            .model = conversation[u"model"].toString(),
            .at = QDateTime::fromString(value[u"created_at"].toString(), Qt::ISODateWithMs).toUTC(),
            .fromUser = value[u"sender"].toString() == "human"_L1});
    }
    return messages;
}

std::optional<ChatArchive> kindOf(const QJsonArray& conversations)
{
    for (const auto& conversation : conversations) {
        if (conversation[u"mapping"].isObject())
            return ChatArchive::ChatGpt;
        if (conversation[u"chat_messages"].isArray())
            return ChatArchive::Claude;
    }
    return std::nullopt;
}

} // namespace

std::optional<ChatArchive> chatArchiveOf(const QByteArray& json)
{
    return kindOf(QJsonDocument::fromJson(json).array());
}

Result<QList<RunRecord>> readChatArchive(const QByteArray& json)
{
    QJsonParseError parsed;
    const auto document = QJsonDocument::fromJson(json, &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return fail(ErrorKind::InvalidRequest, u"The archive is no JSON: %1."_s.arg(parsed.errorString()));
    const auto conversations = document.array();
    const auto kind = kindOf(conversations);
    if (!kind) {
        return fail(ErrorKind::InvalidRequest,
            u"This is not the conversations.json of a ChatGPT or Claude export: no conversation is in it."_s);
    }
    const bool chatGpt = *kind == ChatArchive::ChatGpt;
    QList<RunRecord> runs;
    for (const auto& conversation : conversations) {
        const auto object = conversation.toObject();
        addRuns(
            runs, chatGpt ? u"chatgpt"_s : u"claude.ai"_s, chatGpt ? chatGptMessages(object) : claudeMessages(object));
    }
    std::ranges::stable_sort(runs, {}, &RunRecord::startedAt);
    return runs;
}

} // namespace assay
