// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparestate.h"

#include "core/domain/requestjson.h"

#include <QJsonArray>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostAttached = 8 * 1024 * 1024;

constexpr std::array<std::pair<LaneArrangement, QLatin1StringView>, 5> kArrangements{{
    {LaneArrangement::Auto, "auto"_L1},
    {LaneArrangement::Columns, "columns"_L1},
    {LaneArrangement::Grid, "grid"_L1},
    {LaneArrangement::Focus, "focus"_L1},
    {LaneArrangement::Tabs, "tabs"_L1},
}};

constexpr std::array<std::pair<FollowUp::Kind, QLatin1StringView>, 4> kFollows{{
    {FollowUp::Kind::Own, "own"_L1},
    {FollowUp::Kind::Shared, "shared"_L1},
    {FollowUp::Kind::New, "new"_L1},
    {FollowUp::Kind::Edit, "edit"_L1},
}};

template <class Table, class Value> QString nameIn(const Table& table, Value value)
{
    for (const auto& [known, name] : table) {
        if (known == value)
            return name;
    }
    return {};
}

template <class Table, class Value> Value valueIn(const Table& table, const QString& wanted, Value otherwise)
{
    for (const auto& [known, name] : table) {
        if (name == wanted)
            return known;
    }
    return otherwise;
}

qsizetype sizeOf(const ContentPart& part)
{
    if (const auto* image = std::get_if<ImagePart>(&part))
        return image->data.size();
    if (const auto* document = std::get_if<DocumentPart>(&part))
        return document->data.size();
    if (const auto* text = std::get_if<TextPart>(&part))
        return text->text.size();
    return 0;
}

// The parts go the way requests go into the ledger; their names stand beside them.
void addAttachments(const QList<Attachment>& attachments, QJsonObject& out)
{
    ChatRequest request;
    ChatMessage message{.role = Role::User};
    QJsonArray names;
    qsizetype total = 0;
    for (const Attachment& attachment : attachments) {
        total += sizeOf(attachment.part);
        if (total > kMostAttached)
            break;
        message.parts.append(attachment.part);
        names.append(attachment.name);
    }
    if (names.isEmpty())
        return;
    request.messages = {message};
    out.insert(u"attachment_names"_s, names);
    out.insert(u"attachments"_s, requestToJson(request));
}

QList<Attachment> attachmentsOf(const QJsonObject& object)
{
    const QJsonArray names = object.value("attachment_names"_L1).toArray();
    if (names.isEmpty())
        return {};
    const auto request = requestFromJson(object.value("attachments"_L1).toObject());
    if (!request || request->messages.isEmpty())
        return {};
    QList<Attachment> out;
    const auto& parts = request->messages.first().parts;
    for (qsizetype i = 0; i < std::min(names.size(), parts.size()); ++i)
        out.append({.name = names.at(i).toString(), .part = parts.at(i)});
    return out;
}

QJsonObject promptToJson(const Prompt& prompt)
{
    QJsonObject out{{u"text"_s, prompt.written.isEmpty() ? prompt.text : prompt.written}, {u"system"_s, prompt.system}};
    if (!prompt.values.isEmpty())
        out.insert(u"values"_s, prompt.values);
    addAttachments(prompt.attachments, out);
    return out;
}

Prompt promptFromJson(const QJsonObject& object)
{
    return {.text = object.value("text"_L1).toString(),
        .system = object.value("system"_L1).toString(),
        .attachments = attachmentsOf(object),
        .written = object.contains("values"_L1) ? object.value("text"_L1).toString() : QString(),
        .values = object.value("values"_L1).toObject()};
}

} // namespace

QJsonObject CompareState::toJson() const
{
    QJsonObject out{{u"line_up"_s, lineUp.toJson()}, {u"draft"_s, promptToJson(draft)},
        {u"arrangement"_s, nameIn(kArrangements, arrangement)}, {u"current_lane"_s, current}, {u"thread"_s, thread},
        {u"run"_s, run}, {u"asked"_s, asked}, {u"follows"_s, nameIn(kFollows, follow)}, {u"shared_lane"_s, sharedLane},
        {u"edited_turn"_s, editedTurn}, {u"blind"_s, blind}};
    if (limit)
        out.insert(u"limit_usd"_s, limit->toDecimalString());
    return out;
}

CompareState CompareState::fromJson(const QJsonObject& object)
{
    CompareState state{.lineUp = LineUp::fromJson(object.value("line_up"_L1).toObject()),
        .draft = promptFromJson(object.value("draft"_L1).toObject()),
        .arrangement = valueIn(kArrangements, object.value("arrangement"_L1).toString(), LaneArrangement::Auto),
        .current = object.value("current_lane"_L1).toInt(),
        .thread = object.value("thread"_L1).toString(),
        .run = object.value("run"_L1).toString(),
        .asked = object.value("asked"_L1).toString(),
        .follow = valueIn(kFollows, object.value("follows"_L1).toString(), FollowUp::Kind::New),
        .sharedLane = object.value("shared_lane"_L1).toInt(),
        .editedTurn = object.value("edited_turn"_L1).toInt(-1),
        .limit = {},
        .blind = object.value("blind"_L1).toBool()};
    if (const auto amount = Money::fromDecimalUsd(object.value("limit_usd"_L1).toString().toUtf8()))
        state.limit = *amount;
    return state;
}

} // namespace assay
