// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/comparerun.h"

#include "app/cli/lanetext.h"
#include "app/cli/livetable.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/unixsignals.h"
#include "core/domain/runjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

void printText(const RunRecord& run, bool tableShown)
{
    for (const auto& lane : run.lanes)
        printLane(lane);
    if (!tableShown) {
        out::line();
        QList<QStringList> rows;
        for (const auto& lane : run.lanes)
            rows.append(laneRow(lane));
        out::table(laneHeader(), rows, laneNumberColumns());
    }
    out::line();
    out::line(u"run %1"_s.arg(run.id));
}

int codeFor(const RunRecord& run)
{
    for (const auto& lane : run.lanes) {
        const bool answered = lane.state == LaneState::Complete || lane.state == LaneState::Refused
            || (lane.state == LaneState::Truncated && !lane.error); // the output limit is an answer, too
        if (!answered)
            return kFailed;
    }
    return kDone;
}

/// What the run meant for the budgets is known when it is in the ledger.
void tellAlerts(HistoryStore& history)
{
    const auto budgets = history.budgets();
    if (!budgets || budgets->isEmpty())
        return;
    history.settle().waitForFinished();
    QCoreApplication::sendPostedEvents(&history);
}

} // namespace

QString demoPrompt()
{
    return u"Explain RAID levels to someone who is buying a first home server."_s;
}

QStringList demoModels()
{
    return {u"sandbox/swift"_s, u"sandbox/steady"_s, u"sandbox/thinker"_s};
}

int runComparison(Composition& services, const RunSpec& run, CompareOutput output)
{
    const bool live = output == CompareOutput::Text && out::isTerminal();
    LiveTable table(run);
    auto handle = services.engine().start(run);
    QObject::connect(handle.get(), &RunHandle::laneStateChanged, &table, &LiveTable::setState);
    QObject::connect(handle.get(), &RunHandle::streamed, &table, &LiveTable::addEvents);
    QObject::connect(handle.get(), &RunHandle::laneFinished, &table, &LiveTable::setRecord);
    const UnixSignals stops;
    QObject::connect(&stops, &UnixSignals::stopRequested, handle.get(), &RunHandle::cancelAll);
    if (live)
        table.show();

    QObject::connect(&services.history(), &HistoryStore::budgetCrossed, qApp,
        [](const BudgetAlert& alert) { out::note(alertSentence(alert)); });

    int code = kFailed;
    QObject::connect(handle.get(), &RunHandle::finished, qApp, [&](const RunRecord& record) {
        table.hide();
        if (output == CompareOutput::Json)
            out::json(QJsonDocument(toJson(record)));
        else
            printText(record, live);
        code = codeFor(record);
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
    tellAlerts(services.history());
    return code;
}

} // namespace assay
