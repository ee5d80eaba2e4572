// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/stats/modelranking.h"
#include "core/stats/sequential.h"
#include "ui/text/runexport.h"
#include "ui/text/verdicts.h"

#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// A share as a whole number of millionths: documents hold no fractions of probabilities that look exact.
QJsonObject verdictJson(const PairTally& tally, const PairVerdict& verdict)
{
    const ShareBounds bounds = confidenceSequence(tally.aWins, tally.bWins);
    static const QStringList states{u"no_votes"_s, u"too_early"_s, u"better"_s, u"no_real_difference"_s};
    return {{u"a"_s, tally.a.toString()}, {u"b"_s, tally.b.toString()}, {u"a_wins"_s, tally.aWins},
        {u"b_wins"_s, tally.bWins}, {u"ties"_s, tally.ties}, {u"both_bad"_s, tally.bothBad},
        {u"cannot_tell"_s, tally.cannotTell}, {u"a_first"_s, tally.aFirst}, {u"names_itself"_s, tally.selfNaming},
        {u"evidence"_s, verdict.evidence}, {u"a_share_low"_s, bounds.low}, {u"a_share_high"_s, bounds.high},
        {u"state"_s, states.at(static_cast<int>(verdict.state))},
        {u"sentence"_s, verdict.title + u". "_s + verdict.body}};
}

int listVotes(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto votes = services.history().votes();
        if (!votes) {
            out::error(votes.error());
            return kFailed;
        }
        if (line.json) {
            QJsonArray array;
            for (const Vote& vote : *votes)
                array.append(toJson(vote));
            out::json(QJsonDocument(QJsonObject{{u"votes"_s, array}}));
            return kDone;
        }
        QList<QStringList> rows;
        for (const Vote& vote : *votes)
            rows.append({vote.id.left(18), vote.at.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
                vote.first.model.toString(), vote.second.model.toString(), QString(verdictName(vote.verdict)),
                vote.blind ? u"blind"_s : u"open"_s, vote.withdrawn ? u"withdrawn"_s : QString(),
                out::plain(vote.reasons.join(u", "_s) + u' ' + vote.note).trimmed().left(40)});
        if (rows.isEmpty())
            out::note(u"No vote yet. `assay compare --blind` makes the first one."_s);
        else
            out::table(
                {u"vote"_s, u"when"_s, u"first"_s, u"second"_s, u"verdict"_s, u"how"_s, u"state"_s, u"note"_s}, rows);
        return kDone;
    });
}

int showVerdicts(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto votes = services.history().votes();
        if (!votes) {
            out::error(votes.error());
            return kFailed;
        }
        QJsonArray array;
        for (const PairTally& tally : tallyVotes(*votes)) {
            const PairVerdict verdict = Verdicts::of(tally, tally.a.toString(), tally.b.toString());
            if (line.json) {
                array.append(verdictJson(tally, verdict));
                continue;
            }
            out::line(u"%1 and %2: %3"_s.arg(tally.a.toString(), tally.b.toString(), verdict.title));
            out::line(u"  %1"_s.arg(verdict.body));
            out::line(u"  evidence %1 of the 20 needed; %2"_s.arg(
                QLocale::c().toString(verdict.evidence, 'f', 2), verdict.advice));
        }
        if (line.json)
            out::json(QJsonDocument(QJsonObject{{u"pairs"_s, array}}));
        else if (tallyVotes(*votes).isEmpty())
            out::note(u"No vote yet. `assay compare --blind` makes the first one."_s);
        return kDone;
    });
}

QJsonObject rankingJson(const RankedModel& ranked)
{
    return {{u"model"_s, ranked.model}, {u"rating"_s, ranked.rating}, {u"behind_best"_s, ranked.behindBest},
        {u"behind_best_error"_s, ranked.behindBestError}, {u"chance_against_best"_s, ranked.chanceAgainstBest},
        {u"comparisons"_s, ranked.comparisons}, {u"too_early"_s, ranked.comparisons < kFewestToRank}};
}

int showRanking(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto votes = services.history().votes();
        if (!votes) {
            out::error(votes.error());
            return kFailed;
        }
        const auto ranking = rankModels(*votes);
        if (line.json) {
            QJsonArray array;
            for (const auto& ranked : ranking)
                array.append(rankingJson(ranked));
            out::json(QJsonDocument(QJsonObject{{u"ranking"_s, array}}));
            return kDone;
        }
        if (ranking.isEmpty()) {
            out::note(u"No vote yet. `assay compare --blind` makes the first one."_s);
            return kDone;
        }
        constexpr double kNinetyFive = 1.96;
        const auto number = [](double value) { return QLocale::c().toString(value, 'f', 0); };
        QList<QStringList> rows;
        for (const auto& ranked : ranking) {
            const bool isEarly = ranked.comparisons < kFewestToRank;
            rows.append({ranked.model, isEarly ? u"-"_s : number(ranked.rating),
                isEarly ? u"too early to say"_s
                    : ranked.behindBest == 0
                    ? u"best"_s
                    : u"%1 ± %2"_s.arg(number(ranked.behindBest), number(kNinetyFive * ranked.behindBestError)),
                QString::number(ranked.comparisons)});
        }
        out::table({u"model"_s, u"rating"_s, u"behind the best (95 %)"_s, u"comparisons"_s}, rows);
        return kDone;
    });
}

int withdraw(const CommandLine& line, const std::string& id)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto votes = services.history().votes();
        QStringList matching;
        for (const Vote& vote : votes.value_or(QList<Vote>())) {
            if (vote.id.startsWith(QString::fromStdString(id)))
                matching.append(vote.id);
        }
        if (matching.size() != 1) {
            out::error(u"'%1' names %2 votes; `assay votes list` shows their ids."_s.arg(QString::fromStdString(id))
                    .arg(matching.size()));
            return kUsage;
        }
        if (const auto done = services.history().withdrawVote(matching.first()).result(); !done) {
            out::error(done.error());
            return kFailed;
        }
        out::note(u"Vote %1 is withdrawn; it stays in the list and is counted no more."_s.arg(matching.first()));
        return kDone;
    });
}

} // namespace

void addVotesVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("votes", "Your votes on pairs of answers, and what they allow to say");
    verb->require_subcommand(1);
    auto* list = verb->add_subcommand("list", "All votes, oldest first");
    list->add_flag("--json", line.json, "Print JSON");
    list->callback([&line] { line.action = [&line] { return listVotes(line); }; });
    auto* verdict = verb->add_subcommand("verdict", "One sentence a pair of models, with its evidence");
    verdict->add_flag("--json", line.json, "Print JSON");
    verdict->callback([&line] { line.action = [&line] { return showVerdicts(line); }; });
    auto* ranking = verb->add_subcommand("ranking", "All models by what you preferred, with intervals");
    ranking->add_flag("--json", line.json, "Print JSON");
    ranking->callback([&line] { line.action = [&line] { return showRanking(line); }; });
    auto id = std::make_shared<std::string>();
    auto* undo = verb->add_subcommand("withdraw", "Take a vote back");
    undo->add_option("vote", *id, "Its id, or the beginning of it")->required();
    undo->callback([&line, id] { line.action = [&line, id] { return withdraw(line, *id); }; });
}

} // namespace assay
