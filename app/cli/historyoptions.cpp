// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"

#include "app/cli/output.h"
#include "app/composition.h"
#include "core/history/filterchoice.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

std::optional<qint64> secondsAgo(const QString& text)
{
    static const QRegularExpression pattern(u"^(\\d{1,6})([mhdw])$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 count = match.captured(1).toLongLong();
    switch (match.captured(2).front().unicode()) {
    case u'm': return count * 60;
    case u'h': return count * 3600;
    case u'd': return count * 86'400;
    default: return count * 7 * 86'400;
    }
}

QDateTime startOf(const QDate& day)
{
    return day.startOfDay().toUTC();
}

/// The filter of a smart folder as it is meant now; all runs where none is named.
Result<HistoryFilter> folderFilter(const std::string& name, const Composition& services, const QDateTime& now)
{
    if (name.empty())
        return HistoryFilter();
    const QString wanted = QString::fromStdString(name);
    QStringList names;
    for (const auto& folder : readSmartFolders(services.profile())) {
        if (folder.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return folder.choice.at(now);
        names.append(u'\'' + out::plain(folder.name) + u'\'');
    }
    return fail(ErrorKind::InvalidRequest,
        names.isEmpty() ? u"There is no smart folder yet. The filter bar of the window saves one."_s
                        : u"There is no smart folder '%1'. There are %2."_s.arg(wanted, names.join(u", "_s)));
}

} // namespace

void addFilterOptions(CLI::App& verb, FilterOptions& options, FilterDates dates)
{
    verb.add_option("--folder", options.folder, "A smart folder's filter; what is given besides takes its place")
        ->type_name("NAME");
    verb.add_option("-m,--model", options.model, "PROVIDER/MODEL, or part of a model's name");
    verb.add_option("--provider", options.provider, "Endpoint that answered");
    if (dates == FilterDates::Moments) {
        verb.add_option("--since", options.since, "2026-09-22, today, yesterday, or 30m, 24h, 7d, 4w ago");
        verb.add_option("--until", options.until, "The same; up to, not including");
    }
    verb.add_option("--tag", options.tag, "Runs with this tag");
    verb.add_option("--project", options.project, "Runs of this project; '' for those without");
    verb.add_option("--surface", options.surface, "compare, cli, gateway, eval, …");
    verb.add_option("--state", options.state, "Runs with a lane that ended so")
        ->check(CLI::IsMember({"complete", "truncated", "refused", "failed", "cancelled", "indeterminate"}));
    verb.add_flag("--starred", options.starred, "Starred runs only");
    verb.add_flag("--voted", options.voted, "Runs with a vote only");
    verb.add_option("--vote", options.votedAs, "Runs with a lane that a vote found so")
        ->check(CLI::IsMember({"better", "worse", "tie", "both_bad", "cannot_tell"}));
    verb.add_option("--cost-min", options.atLeast, "A lane that cost at least so much, in dollars")->type_name("USD");
    verb.add_option("--cost-max", options.atMost, "A lane that cost at most so much, in dollars")->type_name("USD");
    auto* real = verb.add_flag("--real", options.real, "Without simulated answers");
    verb.add_flag("--simulated-only", options.simulated, "Simulated answers only")->excludes(real);
}

Result<QDateTime> momentOf(const std::string& text, const QDateTime& now)
{
    const QString word = QString::fromStdString(text).trimmed();
    if (word == "today"_L1)
        return startOf(now.toLocalTime().date());
    if (word == "yesterday"_L1)
        return startOf(now.toLocalTime().date().addDays(-1));
    if (const auto ago = secondsAgo(word))
        return now.toUTC().addSecs(-*ago);
    if (const auto day = QDate::fromString(word, Qt::ISODate); word.size() == 10 && day.isValid())
        return startOf(day);
    if (const auto moment = QDateTime::fromString(word, Qt::ISODateWithMs); moment.isValid())
        return moment.toUTC();
    return fail(ErrorKind::InvalidRequest,
        u"'%1' is no date: give 2026-09-22, 2026-09-22T14:00, today, yesterday, or a time ago such as 24h or 7d."_s.arg(
            word));
}

Result<HistoryFilter> filterOf(const FilterOptions& options, const Composition& services)
{
    const QDateTime now = services.clock().now();
    auto base = folderFilter(options.folder, services, now);
    if (!base)
        return base;
    HistoryFilter filter = *std::move(base);
    for (const auto& [given, member] :
        {std::pair(&options.model, &filter.model), std::pair(&options.provider, &filter.provider),
            std::pair(&options.tag, &filter.tag), std::pair(&options.surface, &filter.surface)}) {
        if (!given->empty())
            *member = QString::fromStdString(*given);
    }
    if (options.project)
        filter.project = QString::fromStdString(*options.project);
    if (!options.state.empty())
        filter.state = laneStateFromName(QString::fromStdString(options.state));
    filter.starred |= options.starred;
    filter.voted |= options.voted;
    if (!options.votedAs.empty())
        filter.votedAs = votedAsFromName(QString::fromStdString(options.votedAs));
    if (options.real || options.simulated)
        filter.origin = options.real ? AnswerOrigin::Real : AnswerOrigin::Simulated;
    for (const auto& [text, amount] :
        {std::pair(&options.atLeast, &filter.costAtLeast), std::pair(&options.atMost, &filter.costAtMost)}) {
        if (text->empty())
            continue;
        const auto read = Money::fromDecimalUsd(*text);
        if (!read)
            return fail(ErrorKind::InvalidRequest,
                u"'%1' is no amount: give dollars, for example 0.05."_s.arg(QString::fromStdString(*text)));
        *amount = *read;
    }
    for (const auto& [text, moment] :
        {std::pair(&options.since, &filter.since), std::pair(&options.until, &filter.until)}) {
        if (text->empty())
            continue;
        const auto read = momentOf(*text, now);
        if (!read)
            return std::unexpected(read.error());
        *moment = *read;
    }
    return filter;
}

QJsonObject foundRunJson(const FoundRun& found)
{
    const auto& run = found.run;
    QJsonArray states;
    for (const auto state : run.states)
        states.append(QString(laneStateName(state)));
    QJsonObject out{{u"run"_s, run.id}, {u"started_at"_s, run.startedAt.toString(Qt::ISODateWithMs)},
        {u"prompt"_s, run.prompt}, {u"surface"_s, run.surface}, {u"models"_s, QJsonArray::fromStringList(run.models)},
        {u"states"_s, states}, {u"simulated"_s, run.simulated},
        {u"pico_usd"_s, run.realCost ? QJsonValue(run.realCost->pico()) : QJsonValue(QJsonValue::Null)},
        {u"unpriced_lanes"_s, run.unpricedLanes}, {u"starred"_s, found.marks.starred},
        {u"tags"_s, QJsonArray::fromStringList(found.marks.tags)}, {u"votes"_s, found.marks.votes}};
    if (!run.project.isEmpty())
        out.insert("project"_L1, run.project);
    if (!found.marks.note.isEmpty())
        out.insert("note"_L1, found.marks.note);
    if (!found.marks.gone.isEmpty())
        out.insert("content_gone"_L1, found.marks.gone);
    if (found.snippet.isEmpty())
        return out;
    QJsonArray matches;
    for (const auto& match : found.matches)
        matches.append(QJsonArray{match.start, match.length});
    out.insert("snippet"_L1, found.snippet);
    out.insert("matches"_L1, matches);
    out.insert("in_note"_L1, found.inNote);
    return out;
}

int failed(const Error& error)
{
    out::error(error);
    return error.kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
}

Result<QStringList> runIds(Composition& services, const std::vector<std::string>& names)
{
    QStringList ids;
    for (const auto& name : names) {
        const auto id = services.history().resolveId(QString::fromStdString(name));
        if (!id)
            return std::unexpected(id.error());
        if (!ids.contains(*id))
            ids.append(*id);
    }
    return ids;
}

} // namespace assay
