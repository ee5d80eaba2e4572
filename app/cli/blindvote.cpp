// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/blindvote.h"

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/domain/runjson.h"
#include "core/support/ids.h"
#include "ui/text/runexport.h"
#include "ui/text/verdicts.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// The record of a run that is waited for here.
std::optional<RunRecord> waitFor(Composition& services, const RunSpec& run)
{
    std::optional<RunRecord> out;
    auto handle = services.engine().start(run);
    QObject::connect(handle.get(), &RunHandle::finished, qApp, [&](const RunRecord& record) {
        out = record;
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
    return out;
}

QString masked(const LaneRecord& lane)
{
    QString text = lane.text;
    const auto places = selfNamings(text, {lane.model.toString(), lane.model.model, lane.model.provider});
    for (auto place = places.crbegin(); place != places.crend(); ++place)
        text.replace(place->start, place->length, QString(5, QChar(0x2592)));
    return text;
}

VoteSide sideOf(const RunRecord& run, const LaneRecord& lane)
{
    return {.run = run.id,
        .lane = lane.index,
        .model = lane.model,
        .servedModel = lane.servedModel,
        .namesItself
        = !selfNamings(lane.text, {lane.model.toString(), lane.model.model, lane.model.provider}).isEmpty()};
}

// Nothing: no vote is wanted.
std::optional<Verdict> askVerdict()
{
    out::note(u"Which is better? 1, 2, 0 tie, 9 both bad, ? can't tell, q no vote"_s);
    std::string line;
    while (std::getline(std::cin, line)) {
        const QString answer = QString::fromStdString(line).trimmed().toLower();
        if (answer == "1"_L1)
            return Verdict::First;
        if (answer == "2"_L1)
            return Verdict::Second;
        if (answer == "0"_L1)
            return Verdict::Tie;
        if (answer == "9"_L1)
            return Verdict::BothBad;
        if (answer == "?"_L1)
            return Verdict::CannotTell;
        if (answer == "q"_L1)
            return std::nullopt;
        out::note(u"1, 2, 0, 9, ? or q"_s);
    }
    return std::nullopt;
}

} // namespace

int runBlindComparison(Composition& services, RunSpec run, bool json)
{
    if (run.lanes.size() != 2 || run.lanes.first().model == run.lanes.last().model) {
        out::error(u"A blind comparison needs exactly two different models: -m ONE -m OTHER."_s);
        return kUsage;
    }
    const QList<Vote> votes = services.history().votes().value_or(QList<Vote>());
    const PairTally tally = tallyOf(votes, run.lanes.first().model, run.lanes.last().model);
    const bool coin = QRandomGenerator::global()->bounded(2) == 0;
    const int second = tally.votes() - tally.aFirst;
    const bool aFirst = tally.aFirst == second ? coin : tally.aFirst < second;
    const auto record = waitFor(services, run);
    if (!record)
        return kFailed;
    const bool firstIsA = record->lanes.first().model == tally.a;
    const LaneRecord& one = record->lanes.at(firstIsA == aFirst ? 0 : 1);
    const LaneRecord& other = record->lanes.at(firstIsA == aFirst ? 1 : 0);
    if (one.text.isEmpty() || other.text.isEmpty()) {
        out::error(u"One of the two gave no answer, so there is nothing to vote on; the run is %1."_s.arg(record->id));
        return kFailed;
    }
    // Where the document is wanted on standard output, the answers go to the terminal's other stream.
    const auto show = [&](const QString& text) { json ? out::note(text) : out::line(text); };
    show(u"── Answer 1 ──\n"_s + out::plain(masked(one)) + u"\n\n── Answer 2 ──\n"_s + out::plain(masked(other))
        + u'\n');
    const auto verdict = askVerdict();
    if (!verdict) {
        out::note(u"No vote was kept."_s);
        return kDone;
    }
    Vote vote{.id = newId(),
        .first = sideOf(*record, one),
        .second = sideOf(*record, other),
        .verdict = *verdict,
        .blind = true};
    vote.at = services.clock().now();
    if (const auto stored = services.history().addVote(vote).result(); !stored) {
        out::error(stored.error());
        return kFailed;
    }
    const PairTally now = tallyOf(votes + QList{vote}, tally.a, tally.b);
    const PairVerdict result = Verdicts::of(now, now.a.toString(), now.b.toString());
    if (json) {
        out::json(QJsonDocument(
            QJsonObject{{u"vote"_s, toJson(vote)}, {u"run"_s, record->id}, {u"verdict"_s, result.title}}));
        return kDone;
    }
    out::line(u"Answer 1 was %1, answer 2 was %2."_s.arg(one.model.toString(), other.model.toString()));
    out::line(result.title + u". "_s + result.body);
    if (!result.advice.isEmpty())
        out::line(result.advice);
    return kDone;
}

} // namespace assay
