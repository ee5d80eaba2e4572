// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"
#include "core/net/choosingtransport.h"
#include "core/run/engine.h"
#include "core/sandbox/invoice.h"
#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxserver.h"
#include "core/support/ids.h"
#include "tests/support/lanefixture.h"
#include "tests/support/ledger.h"
#include "tests/support/sandboxbook.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

// What goes wrong: errors that are retried, answers cut early, in the middle and late, by closing and by reset, lines
// broken, errors inside the stream, answers without usage.
const QByteArray kFaults = R"({"seed": 5, "rules": [
    {"match": {"every": 7}, "do": {"status": 429, "headers": {"retry-after": "0"}}},
    {"match": {"every": 11}, "do": {"status": 503}},
    {"match": {"every": 5}, "do": {"cut": {"atFraction": 0.4}}},
    {"match": {"every": 13}, "do": {"cut": {"atFraction": 0.9, "how": "reset"}}},
    {"match": {"every": 6}, "do": {"noUsage": true}},
    {"match": {"every": 17}, "do": {"errorInStream": {"afterEvent": 4, "message": "overloaded"}}},
    {"match": {"every": 19}, "do": {"cut": {"atEvent": 2}}},
    {"match": {"every": 23}, "do": {"malformed": {"atEvent": 5}}},
    {"match": {}, "do": {}}]})";

constexpr int kRuns = 40;

struct Sums {
    qint64 exact = 0; ///< attempts whose cost is no estimate
    qint64 low = 0; ///< of all
    qint64 high = 0;
    int estimated = 0;
    int retried = 0;
    int cancelled = 0;
    int complete = 0;
};

void add(Sums& sums, const LaneRecord& lane)
{
    sums.retried += lane.attempts.size() > 1 ? 1 : 0;
    sums.cancelled += lane.state == LaneState::Cancelled ? 1 : 0;
    sums.complete += lane.state == LaneState::Complete ? 1 : 0;
    for (const auto& attempt : lane.attempts) {
        const qint64 amount = attempt.cost.amount.value_or(Money()).pico();
        const bool estimated = attempt.cost.low.has_value();
        sums.estimated += estimated ? 1 : 0;
        sums.exact += estimated ? 0 : amount;
        sums.low += estimated ? attempt.cost.low->pico() : amount;
        sums.high += estimated ? attempt.cost.high->pico() : amount;
    }
}

} // namespace

class TestLedgerInvoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = openStore(m_folder->filePath(u"ledger.db"_s));
        QVERIFY(m_store);
    }

    void cleanup()
    {
        m_engine.reset();
        m_server.reset();
        m_store.reset();
    }

    void withoutFaultsTheLedgerIsTheInvoice()
    {
        begin({}, 0);
        for (int i = 0; i < 10; ++i)
            ask(i, false);
        const auto [invoice, sums] = settled();
        QCOMPARE(sums.estimated, 0);
        QCOMPARE(sums.complete, 10 * 3);
        QCOMPARE(sums.exact, invoice.amount.pico());
        QCOMPARE(invoice.billedLines, 10 * 3);
    }

    void aCampaignWithFaultsLiesInItsInterval()
    {
        begin(kFaults, 0.02);
        for (int i = 0; i < kRuns; ++i)
            ask(i, i % 4 == 3);
        const auto [invoice, sums] = settled();
        qInfo("invoice %lld, ledger %lld … %lld pico-dollars; %d estimated, %d retried, %d cancelled, %d complete",
            invoice.amount.pico(), sums.low, sums.high, sums.estimated, sums.retried, sums.cancelled, sums.complete);
        QVERIFY(sums.estimated > 0 && sums.retried > 0 && sums.cancelled > 0 && sums.complete > 0);
        QVERIFY(sums.low <= invoice.amount.pico());
        QVERIFY(invoice.amount.pico() <= sums.high);
    }

private:
    void begin(const QByteArray& scenario, double pace)
    {
        SandboxOptions options;
        options.paceFactor = pace;
        options.invoicePath = m_folder->filePath(u"invoice.jsonl"_s);
        if (!scenario.isEmpty())
            options.scenario = Scenario::fromJson(scenario).value();
        m_server = std::make_unique<SandboxServer>(options);
        m_port = m_server->start().value();
        m_engine = std::make_unique<Engine>(Engine::Services{
            .makeTransport = [] { return std::make_unique<ChoosingTransport>(); },
            .dialects = std::make_shared<DialectRegistry>(),
            .secrets = std::make_shared<FixedSecrets>(),
            .clock = std::make_shared<SystemClock>(),
            .prices = std::make_shared<SandboxBook>(),
            .timeouts = {},
            .record = [store = m_store.get()](const RunRecord& run) { store->append(run); },
        });
    }

    /// One comparison of three models in three formats; `stop`: as soon as the first words are there.
    void ask(int number, bool stop)
    {
        RunSpec run;
        run.id = newId();
        run.surface = u"test"_s;
        ChatRequest request;
        request.messages
            = {ChatMessage::text(Role::User, u"Explain RAID levels, please, for the %1th time."_s.arg(number))};
        for (const auto& model : {u"swift"_s, u"steady"_s, u"thinker"_s}) {
            LaneSpec lane;
            lane.model = {u"sandbox"_s, model};
            lane.endpoints = {*sandboxEndpoint(model, m_port)};
            lane.request = request;
            lane.mayReason = model == "thinker"_L1;
            run.lanes.append(lane);
        }
        bool finished = false;
        const auto handle = m_engine->start(run);
        QObject::connect(handle.get(), &RunHandle::finished, handle.get(), [&] { finished = true; });
        if (stop)
            QObject::connect(handle.get(), &RunHandle::streamed, handle.get(), [&] { handle->cancelAll(); });
        QVERIFY(QTest::qWaitFor([&] { return finished; }, 30'000));
        m_runs.append(run.id);
    }

    struct Settled {
        InvoiceTotals invoice;
        Sums sums;
    };
    /// Compares lane by lane what can be told apart, and returns the sums of both sides.
    Settled settled()
    {
        Settled out;
        m_engine.reset();
        m_server->stop(); // what was running is on the invoice now
        const auto written = readInvoice(m_folder->filePath(u"invoice.jsonl"_s));
        const auto lines = written.value_or(QList<InvoiceLine>());
        out.invoice = sumInvoice(lines).value();
        QHash<QString, Money> byId;
        for (const auto& line : lines)
            byId.insert(line.id, line.amount);
        for (const auto& id : std::as_const(m_runs)) {
            const auto run = m_store->run(id);
            for (const auto& lane : run.value_or(RunRecord()).lanes) {
                add(out.sums, lane);
                checkLane(lane, byId);
            }
        }
        m_runs.clear();
        const auto sound = m_store->verify();
        if (!sound || sound->firstBreak)
            QTest::qFail("the ledger is not sound", __FILE__, __LINE__);
        const auto broken = m_store->checkInvariants();
        if (!broken || *broken)
            QTest::qFail(broken ? qPrintable((*broken)->what) : "not to be read", __FILE__, __LINE__);
        return out;
    }

    void checkLane(const LaneRecord& lane, const QHash<QString, Money>& byId)
    {
        const auto billed = byId.constFind(lane.responseId);
        if (lane.responseId.isEmpty() || billed == byId.constEnd() || lane.attempts.isEmpty())
            return;
        const auto& cost = lane.attempts.last().cost;
        const bool fits = cost.low ? *cost.low <= *billed && *billed <= *cost.high : cost.amount == *billed;
        if (!fits)
            QTest::qFail(
                qPrintable(u"%1 (%2): billed %3, ledger %4 … %5 … %6"_s.arg(lane.model.toString(),
                    QString(laneStateName(lane.state)), billed->toDecimalString(),
                    cost.low.value_or(Money()).toDecimalString(), cost.amount.value_or(Money()).toDecimalString(),
                    cost.high.value_or(Money()).toDecimalString())),
                __FILE__, __LINE__);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Engine> m_engine;
    quint16 m_port = 0;
    QStringList m_runs;
};

QTEST_GUILESS_MAIN(TestLedgerInvoice)
#include "tst_ledgerinvoice.moc"
