// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historyfilter.h"

#include "core/domain/vote.h"
#include "core/history/rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// For LIKE … ESCAPE '\'.
QString likePart(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + text + u'%';
}

// `v` is a vote on lane `l` of run `r`, on either side, that said this of it.
QString votedAsText(VotedAs vote)
{
    const auto verdicts = [vote]() -> std::pair<Verdict, Verdict> {
        switch (vote) {
        case VotedAs::Better: return {Verdict::First, Verdict::Second};
        case VotedAs::Worse: return {Verdict::Second, Verdict::First};
        case VotedAs::Tie: return {Verdict::Tie, Verdict::Tie};
        case VotedAs::BothBad: return {Verdict::BothBad, Verdict::BothBad};
        case VotedAs::CannotTell: break;
        }
        return {Verdict::CannotTell, Verdict::CannotTell};
    }();
    return u" AND EXISTS (SELECT 1 FROM vote v WHERE"
           " ((v.first_run = r.id AND v.first_lane = l.idx AND v.verdict = '%1')"
           " OR (v.second_run = r.id AND v.second_lane = l.idx AND v.verdict = '%2'))"
           " AND NOT EXISTS (SELECT 1 FROM vote_withdrawn w WHERE w.vote = v.seq))"_s.arg(
               verdictName(verdicts.first), verdictName(verdicts.second));
}

void addModel(SqlCondition& lane, const QString& model)
{
    const auto ref = ModelRef::parse(model);
    if (!ref.isValid()) {
        lane.text += u" AND l.model LIKE ? ESCAPE '\\'"_s;
        lane.values.append(likePart(model));
        return;
    }
    // `vendor/model` may be a provider's model, or the model id of a router.
    lane.text += u" AND ((l.model = ? AND (l.provider = ? OR l.served_by = ?)) OR l.model = ?)"_s;
    lane.values += QVariantList{ref.model, ref.provider, ref.provider, model};
}

SqlCondition laneCondition(const HistoryFilter& filter)
{
    SqlCondition lane;
    if (!filter.model.isEmpty())
        addModel(lane, filter.model);
    if (!filter.provider.isEmpty()) {
        lane.text += u" AND (l.served_by = ? OR (l.served_by = '' AND l.provider = ?))"_s;
        lane.values += QVariantList{filter.provider, filter.provider};
    }
    if (filter.state) {
        lane.text += u" AND l.state = ?"_s;
        lane.values.append(QString(laneStateName(*filter.state)));
    }
    if (filter.costAtLeast) {
        lane.text += u" AND l.cost_pico >= ? AND NOT l.simulated"_s;
        lane.values.append(filter.costAtLeast->pico());
    }
    if (filter.costAtMost) {
        lane.text += u" AND l.cost_pico <= ? AND NOT l.simulated"_s;
        lane.values.append(filter.costAtMost->pico());
    }
    if (filter.votedAs)
        lane.text += votedAsText(*filter.votedAs);
    if (filter.origin != AnswerOrigin::Any)
        lane.text += filter.origin == AnswerOrigin::Real ? u" AND NOT l.simulated"_s : u" AND l.simulated"_s;
    return lane;
}

// One the user put on it later, or one it was made with, which stand in a JSON array.
void addTag(SqlCondition& out, const QString& tag)
{
    const auto array = QJsonDocument(QJsonArray{tag}).toJson(QJsonDocument::Compact);
    out.text += u" AND (EXISTS (SELECT 1 FROM run_tag g WHERE g.run = r.seq AND g.tag = ?)"
                " OR EXISTS (SELECT 1 FROM run_label b WHERE b.run = r.seq AND instr(b.tags, ?)))"_s;
    out.values += QVariantList{tag, QString::fromUtf8(array.sliced(1, array.size() - 2))};
}

void addText(QJsonObject& object, QLatin1StringView name, const QString& text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

SqlCondition runCondition(const HistoryFilter& filter)
{
    SqlCondition out;
    const auto add = [&out](const QString& text, const QVariantList& values) {
        out.text += u" AND "_s + text;
        out.values += values;
    };
    if (const auto since = toMicroseconds(filter.since))
        add(u"r.at_us >= ?"_s, {*since});
    if (const auto until = toMicroseconds(filter.until))
        add(u"r.at_us < ?"_s, {*until});
    if (filter.project)
        add(u"r.project = ?"_s, {filter.project->isEmpty() ? u""_s : *filter.project});
    if (!filter.surface.isEmpty())
        add(u"r.surface = ?"_s, {filter.surface});
    if (!filter.tag.isEmpty())
        addTag(out, filter.tag);
    if (filter.starred)
        add(u"EXISTS (SELECT 1 FROM run_mark m WHERE m.run = r.seq AND m.starred)"_s, {});
    if (filter.voted)
        add(u"EXISTS (SELECT 1 FROM vote v WHERE (v.first_run = r.id OR v.second_run = r.id)"
            " AND NOT EXISTS (SELECT 1 FROM vote_withdrawn w WHERE w.vote = v.seq))"_s,
            {});
    return out;
}

} // namespace

QLatin1StringView votedAsName(VotedAs vote)
{
    switch (vote) {
    case VotedAs::Better: return "better"_L1;
    case VotedAs::Worse: return "worse"_L1;
    case VotedAs::Tie: return "tie"_L1;
    case VotedAs::BothBad: return "both_bad"_L1;
    case VotedAs::CannotTell: return "cannot_tell"_L1;
    }
    return {};
}

std::optional<VotedAs> votedAsFromName(QStringView name)
{
    const auto found = std::ranges::find_if(kVotedAs, [name](VotedAs vote) { return name == votedAsName(vote); });
    return found == kVotedAs.end() ? std::nullopt : std::optional(*found);
}

SqlCondition conditionOf(const HistoryFilter& filter)
{
    SqlCondition out = runCondition(filter);
    const auto lane = laneCondition(filter);
    if (!lane.text.isEmpty()) {
        out.text += u" AND EXISTS (SELECT 1 FROM lane l WHERE l.run = r.seq"_s + lane.text + u')';
        out.values += lane.values;
    }
    return out;
}

SqlCondition laneConditionOf(const HistoryFilter& filter)
{
    SqlCondition out = runCondition(filter);
    const auto lane = laneCondition(filter);
    out.text += lane.text;
    out.values += lane.values;
    return out;
}

QJsonObject toJson(const HistoryFilter& filter)
{
    QJsonObject out;
    addText(out, "words"_L1, filter.words);
    addText(out, "model"_L1, filter.model);
    addText(out, "provider"_L1, filter.provider);
    addText(out, "since"_L1, filter.since.isValid() ? filter.since.toUTC().toString(Qt::ISODateWithMs) : QString());
    addText(out, "until"_L1, filter.until.isValid() ? filter.until.toUTC().toString(Qt::ISODateWithMs) : QString());
    addText(out, "tag"_L1, filter.tag);
    if (filter.project)
        out.insert("project"_L1, *filter.project);
    addText(out, "surface"_L1, filter.surface);
    if (filter.state)
        out.insert("state"_L1, QString(laneStateName(*filter.state)));
    if (filter.costAtLeast)
        out.insert("pico_usd_at_least"_L1, filter.costAtLeast->pico());
    if (filter.costAtMost)
        out.insert("pico_usd_at_most"_L1, filter.costAtMost->pico());
    if (filter.votedAs)
        out.insert("voted_as"_L1, QString(votedAsName(*filter.votedAs)));
    for (const auto& [name, value] : {std::pair("starred"_L1, filter.starred), std::pair("voted"_L1, filter.voted),
             std::pair("real_only"_L1, filter.origin == AnswerOrigin::Real),
             std::pair("simulated_only"_L1, filter.origin == AnswerOrigin::Simulated)}) {
        if (value)
            out.insert(name, true);
    }
    return out;
}

HistoryFilter historyFilterFromJson(const QJsonObject& object)
{
    HistoryFilter filter;
    filter.words = object[u"words"].toString();
    filter.model = object[u"model"].toString();
    filter.provider = object[u"provider"].toString();
    filter.since = QDateTime::fromString(object[u"since"].toString(), Qt::ISODateWithMs);
    filter.until = QDateTime::fromString(object[u"until"].toString(), Qt::ISODateWithMs);
    filter.tag = object[u"tag"].toString();
    if (object.contains("project"_L1))
        filter.project = object[u"project"].toString();
    filter.surface = object[u"surface"].toString();
    filter.state = laneStateFromName(object[u"state"].toString());
    if (object[u"pico_usd_at_least"].isDouble())
        filter.costAtLeast = Money::fromPico(object[u"pico_usd_at_least"].toInteger());
    if (object[u"pico_usd_at_most"].isDouble())
        filter.costAtMost = Money::fromPico(object[u"pico_usd_at_most"].toInteger());
    filter.starred = object[u"starred"].toBool();
    filter.voted = object[u"voted"].toBool();
    filter.votedAs = votedAsFromName(object[u"voted_as"].toString());
    if (object[u"real_only"].toBool())
        filter.origin = AnswerOrigin::Real;
    else if (object[u"simulated_only"].toBool())
        filter.origin = AnswerOrigin::Simulated;
    return filter;
}

} // namespace assay
