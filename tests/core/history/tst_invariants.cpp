// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"
#include "core/history/queries/invariants.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

CostLine line(const QString& usageClass, qint64 units, qint64 rate)
{
    return {usageClass, units, Money::fromPico(rate), Money::fromPico(units * rate)};
}

/// One lane of two attempts, the second an estimate.
RunRecord soundRun(const QString& id)
{
    auto run = simpleRun(id, 0, QDateTime::currentDateTimeUtc());
    auto& lane = run.lanes.first();
    AttemptRecord first;
    first.endpoint = u"openai"_s;
    first.cost.state = CostState::Computed;
    first.cost.amount = Money::fromPico(200);
    first.cost.lines = {line(u"input"_s, 20, 10)};
    AttemptRecord second = first;
    second.cost.state = CostState::Estimated;
    second.cost.amount = Money::fromPico(150);
    second.cost.lines = {line(u"input"_s, 10, 10), line(u"output"_s, 1, 50)};
    second.cost.low = Money::fromPico(100);
    second.cost.high = Money::fromPico(900);
    lane.attempts = {first, second};
    lane.cost = second.cost;
    lane.cost.amount = Money::fromPico(350);
    lane.cost.low = Money::fromPico(300);
    lane.cost.high = Money::fromPico(1100);
    lane.cost.lines = first.cost.lines + second.cost.lines;
    lane.promptEstimate = 22;
    return run;
}

} // namespace

class TestInvariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"ledger.db"_s);
        auto store = openStore(m_path);
        QVERIFY(store);
        Budget budget;
        budget.amount = Money::fromPico(1'000'000);
        QVERIFY(store->setBudget(budget).result());
        ReservationRequest request;
        request.run = u"sound"_s;
        request.lanes = {LaneClaim{.providers = {u"openai"_s}, .worst = {.amount = Money::fromPico(1000)}}};
        QVERIFY(store->reserve(request).result()->held);
        QVERIFY(store->append(soundRun(u"sound"_s)).result());
        QVERIFY(store->settle().result());
        QCOMPARE(store->run(u"sound"_s).value().lanes, soundRun(u"sound"_s).lanes);
        const auto check = store->verify();
        QVERIFY(check && !check->firstBreak);
        const auto broken = store->checkInvariants();
        QVERIFY2(broken && !*broken, broken && *broken ? qPrintable((*broken)->what) : "");
    }

    void breaks_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("word");
        QTest::newRow("lane cost") << u"UPDATE lane SET cost_pico = 351"_s << u"sum of its attempts"_s;
        QTest::newRow("state") << u"UPDATE lane SET state = 'streaming'"_s << u"state"_s;
        QTest::newRow("unknown with amount") << u"UPDATE lane SET cost_state = 'unknown'"_s << u"state says"_s;
        QTest::newRow("attempt cost") << u"UPDATE attempt SET cost_pico = NULL WHERE idx = 0"_s << u"attempt's cost"_s;
        QTest::newRow("line amount") << u"UPDATE cost_line SET pico = pico + 1 WHERE attempt = 1 AND idx = 0"_s
                                     << u"units times"_s;
        QTest::newRow("line missing") << u"DELETE FROM cost_line WHERE attempt = 1 AND idx = 0"_s << u"of an attempt"_s;
        QTest::newRow("lane line missing")
            << u"DELETE FROM cost_line WHERE attempt = -1 AND idx = 0"_s << u"of the lane"_s;
        QTest::newRow("orphan line")
            << u"INSERT INTO cost_line VALUES((SELECT seq FROM lane), 7, 0, 'input', 0, 0, 0)"_s << u"no attempt"_s;
        QTest::newRow("interval") << u"UPDATE estimate SET low_pico = 351 WHERE attempt = -1"_s << u"interval"_s;
        QTest::newRow("orphan lane") << u"DELETE FROM run"_s << u"no run"_s;
        QTest::newRow("open reservation")
            << u"INSERT INTO reservation(run_id, lane, providers, project, key_id, simulated, pico, owner, made_us,"
               " until_us, state) VALUES('sound', 1, '', '', '', 0, 1, '', 0, 1, 'open')"_s
            << u"open although"_s;
        QTest::newRow("settled twice")
            << u"INSERT INTO reservation(run_id, lane, providers, project, key_id, simulated, pico, owner, made_us,"
               " until_us, state, closed_us) VALUES('sound', 0, '', '', '', 0, 1, '', 0, 1, 'settled', 2)"_s
            << u"more than once"_s;
        QTest::newRow("settled without run")
            << u"INSERT INTO reservation(run_id, lane, providers, project, key_id, simulated, pico, owner, made_us,"
               " until_us, state, closed_us) VALUES('none', 0, '', '', '', 0, 1, '', 0, 1, 'settled', 2)"_s
            << u"without its run"_s;
        QTest::newRow("budget") << u"UPDATE budget_spend SET pico = pico + 1 WHERE simulated = 0"_s << u"kept spend"_s;
        QTest::newRow("draft")
            << u"INSERT INTO journal(run_id, lane, model, prompt, text, reasoning, saved_us) VALUES('sound', 0, '', '', '', '', 0)"_s
            << u"draft"_s;
    }

    void breaks()
    {
        QFETCH(QString, statement);
        QFETCH(QString, word);
        QStringList statements;
        for (const auto& table : {u"run"_s, u"lane"_s, u"attempt"_s, u"cost_line"_s, u"estimate"_s})
            statements += {u"DROP TRIGGER %1_keep"_s.arg(table), u"DROP TRIGGER %1_fix"_s.arg(table)};
        QVERIFY(sql(m_path, statements + QStringList{statement}).isValid());
        // Asked of the file itself: a store would not open one whose last hashes do not fit.
        const auto connection = Connection::open(m_path, Connection::Mode::Read);
        QVERIFY(connection.has_value());
        const auto broken = findBrokenInvariant(*connection);
        QVERIFY(broken.has_value());
        QVERIFY(broken->has_value());
        QVERIFY2((*broken)->what.contains(word), qPrintable((*broken)->what));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestInvariants)
#include "tst_invariants.moc"
