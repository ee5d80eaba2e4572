// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/historyexport.h"

#include "core/domain/rundocument.h"
#include "ui/text/csv.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPage = 1'000;

QString csvRow(const QStringList& cells)
{
    return csvLine(cells) + u"\r\n"_s;
}

QString header()
{
    QStringList names = {u"run"_s, u"started_at"_s, u"project"_s, u"surface"_s, u"lane"_s, u"model"_s, u"served_by"_s,
        u"state"_s, u"simulated"_s, u"cost_state"_s, u"usd"_s, u"pico_usd"_s};
    for (const auto usageClass : allUsageClasses())
        names.append(QString(usageClassName(usageClass)));
    names += {u"ttft_us"_s, u"total_us"_s, u"attempts"_s, u"starred"_s, u"tags"_s, u"note"_s, u"prompt"_s, u"answer"_s};
    return csvRow(names);
}

QString numberOr(const std::optional<qint64>& number)
{
    return number ? QString::number(*number) : QString();
}

QString microseconds(const std::optional<Timing::us>& time)
{
    return time ? QString::number(time->count()) : QString();
}

QString laneRow(const RunRecord& run, const LaneRecord& lane, const RunMarks& marks)
{
    QStringList cells
        = {run.id, run.startedAt.isValid() ? run.startedAt.toUTC().toString(Qt::ISODateWithMs) : QString(), run.project,
            run.surface, QString::number(lane.index), lane.model.toString(), lane.servedBy,
            QString(laneStateName(lane.state)), lane.simulated ? u"1"_s : u"0"_s,
            QString(costStateName(lane.cost.state)), lane.cost.amount ? lane.cost.amount->toDecimalString() : QString(),
            numberOr(lane.cost.amount.transform([](Money money) { return money.pico(); }))};
    for (const auto usageClass : allUsageClasses())
        cells.append(numberOr(lane.usage[usageClass]));
    cells += {microseconds(lane.timing.firstToken), microseconds(lane.timing.total),
        QString::number(lane.attempts.size()), marks.starred ? u"1"_s : u"0"_s, marks.tags.join(u", "_s), marks.note,
        run.prompt, lane.text};
    return csvRow(cells);
}

QByteArray jsonLine(const RunRecord& run, const RunMarks& marks)
{
    QJsonObject out = runDocument(run);
    out.insert("type"_L1, u"run"_s);
    if (marks.starred)
        out.insert("starred"_L1, true);
    if (!marks.tags.isEmpty())
        out.insert("marks"_L1, QJsonArray::fromStringList(marks.tags));
    if (!marks.note.isEmpty())
        out.insert("note"_L1, marks.note);
    if (!marks.gone.isEmpty())
        out.insert("content_gone"_L1, marks.gone);
    return QJsonDocument(out).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject sideJson(const VoteSide& side)
{
    return {{u"run"_s, side.run}, {u"lane"_s, side.lane}, {u"model"_s, side.model.toString()},
        {u"served_model"_s, side.servedModel}, {u"names_itself"_s, side.namesItself}};
}

QByteArray voteLine(const Vote& vote)
{
    const QJsonObject out{{u"type"_s, u"vote"_s}, {u"id"_s, vote.id}, {u"first"_s, sideJson(vote.first)},
        {u"second"_s, sideJson(vote.second)}, {u"verdict"_s, QString(verdictName(vote.verdict))},
        {u"blind"_s, vote.blind}, {u"reasons"_s, QJsonArray::fromStringList(vote.reasons)}, {u"note"_s, vote.note},
        {u"at"_s, vote.at.toUTC().toString(Qt::ISODateWithMs)}, {u"withdrawn"_s, vote.withdrawn}};
    return QJsonDocument(out).toJson(QJsonDocument::Compact) + '\n';
}

Result<void> put(QIODevice& out, const QByteArray& bytes)
{
    if (out.write(bytes) != bytes.size())
        return fail(ErrorKind::Storage, u"The export could not be written: %1."_s.arg(out.errorString()));
    return {};
}

Result<QStringList> idsOf(const RunFinder& finder, const HistoryFilter& filter)
{
    QStringList ids;
    for (;;) {
        const auto page = finder.find({.terms = {},
            .filter = filter,
            .order = SearchOrder::Newest,
            .limit = kPage,
            .beforeId = ids.isEmpty() ? QString() : ids.last()});
        if (!page)
            return std::unexpected(page.error());
        for (const auto& found : *page)
            ids.append(found.run.id);
        if (page->size() < kPage)
            break;
    }
    std::ranges::reverse(ids);
    return ids;
}

Result<void> writeVotes(const HistoryStore& history, const QStringList& ids, QIODevice& out)
{
    const auto votes = history.votes();
    if (!votes)
        return std::unexpected(votes.error());
    const QSet<QString> exported(ids.begin(), ids.end());
    for (const auto& vote : *votes) {
        if (!exported.contains(vote.first.run) && !exported.contains(vote.second.run))
            continue;
        if (auto done = put(out, voteLine(vote)); !done)
            return done;
    }
    return {};
}

} // namespace

Result<qint64> exportRuns(const HistoryStore& history, const QStringList& ids, ExchangeFormat format, QIODevice& out)
{
    const RunFinder finder(history);
    const QByteArray first = format == ExchangeFormat::Csv
        ? header().toUtf8()
        : QJsonDocument(QJsonObject{{u"type"_s, u"history"_s}, {u"format"_s, u"assay-history/1"_s}})
                .toJson(QJsonDocument::Compact)
            + '\n';
    if (auto done = put(out, first); !done)
        return std::unexpected(done.error());
    for (const auto& id : ids) {
        const auto run = history.run(id);
        const auto marks = finder.marks(id);
        if (!run || !marks)
            return std::unexpected(run ? marks.error() : run.error());
        QByteArray bytes;
        if (format == ExchangeFormat::JsonLines)
            bytes = jsonLine(*run, *marks);
        else {
            for (const auto& lane : run->lanes)
                bytes += laneRow(*run, lane, *marks).toUtf8();
        }
        if (auto done = put(out, bytes); !done)
            return std::unexpected(done.error());
    }
    if (format == ExchangeFormat::JsonLines) {
        if (auto done = writeVotes(history, ids, out); !done)
            return std::unexpected(done.error());
    }
    return ids.size();
}

Result<qint64> exportHistory(
    const HistoryStore& history, const HistoryFilter& filter, ExchangeFormat format, QIODevice& out)
{
    const auto ids = idsOf(RunFinder(history), filter);
    return ids ? exportRuns(history, *ids, format, out) : std::unexpected(ids.error());
}

} // namespace assay
