// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"
#include "core/sandbox/invoice.h"
#include "tests/core/gateway/gatewayfixture.h"
#include "tests/support/ledger.h"
#include "tests/support/sandboxbook.h"
#include "tests/support/storeguard.h"

#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// Three of ten go wrong: storms of 429, errors, connections closed and reset, answers cut, broken, stalled.
const QByteArray kFaults = R"({"seed": 7, "rules": [
    {"match": {"every": 9}, "do": {"status": 429, "headers": {"retry-after": "0"}}},
    {"match": {"every": 13}, "do": {"status": 503}},
    {"match": {"every": 17}, "do": {"cut": {"atFraction": 0.4}}},
    {"match": {"every": 19}, "do": {"cut": {"atFraction": 0.8, "how": "reset"}}},
    {"match": {"every": 23}, "do": {"reset": true}},
    {"match": {"every": 29}, "do": {"malformed": {"atEvent": 4}}},
    {"match": {"every": 31}, "do": {"errorInStream": {"afterEvent": 3, "message": "overloaded"}}},
    {"match": {"every": 37}, "do": {"cut": {"atEvent": 1}}},
    {"match": {"every": 41}, "do": {"noUsage": true}},
    {"match": {"every": 97}, "do": {"stall": {"afterEvent": 2}}},
    {"match": {}, "do": {}}]})";

struct Ends {
    int answers = 0; ///< whole, or streams to their end
    int refusals = 0; ///< a status and a JSON error
    int failures = 0; ///< an error inside a stream, which was then closed
    QByteArrayList wrong; ///< what no client could make sense of
    int all() const { return answers + refusals + failures + static_cast<int>(wrong.size()); }
};

/// One connection that asks again and again, and judges how each answer ends.
class Client : public QObject
{
public:
    Client(const GatewayFixture& gateway, int& left, Ends& ends, int number)
        : m_gateway(gateway)
        , m_left(left)
        , m_ends(ends)
        , m_number(number)
    {
        connect(&m_socket, &QTcpSocket::connected, this, [this] { ask(); });
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(&m_socket, &QTcpSocket::disconnected, this, [this] {
            if (m_isAsking)
                judge("the connection ended");
            if (m_left > 0)
                open();
        });
        open();
    }

private:
    void open()
    {
        m_socket.abort();
        m_socket.connectToHost(QHostAddress::LocalHost, m_gateway.port);
    }

    void ask()
    {
        if (m_left <= 0)
            return;
        --m_left;
        m_isAsking = true;
        m_answer.clear();
        m_streams = ++m_number % 3 != 0;
        static const std::array models{"sandbox/swift", "sandbox/swift@anthropic", "sandbox/steady@openai-responses"};
        const QByteArray body = R"({"model":")" + QByteArray(models[std::size_t(m_number) % 3]) + R"(","stream":)"
            + (m_streams ? "true" : "false") + R"(,"max_tokens":60,"messages":[{"role":"user","content":"Question )"
            + QByteArray::number(m_number) + R"("}]})";
        m_socket.write(m_gateway.request("POST", "/v1/chat/completions", body, m_gateway.auth()));
    }

    void read()
    {
        m_answer += m_socket.readAll();
        const auto headEnd = m_answer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        const QByteArray head = m_answer.first(headEnd).toLower();
        if (head.contains("transfer-encoding: chunked")) {
            if (m_answer.endsWith("\r\n0\r\n\r\n"))
                judge({});
            return;
        }
        const auto at = head.indexOf("content-length: ");
        const auto length = at < 0 ? -1 : head.sliced(at + 16).split('\r').first().toLongLong();
        if (length < 0)
            judge("no length");
        else if (m_answer.size() >= headEnd + 4 + length)
            judge({});
    }

    void judge(const QByteArray& complaint)
    {
        m_isAsking = false;
        const int status = m_answer.mid(9, 3).toInt();
        const bool isError = m_answer.contains("\"error\":{");
        if (!complaint.isEmpty())
            m_ends.wrong.append(complaint + ": " + m_answer.right(200));
        else if (status >= 400 && isError)
            ++m_ends.refusals;
        else if (status == 200 && m_streams && m_answer.contains("data: [DONE]"))
            isError ? ++m_ends.failures : ++m_ends.answers;
        else if (status == 200 && !m_streams && m_answer.contains("\"finish_reason\"") && !isError)
            ++m_ends.answers;
        else
            m_ends.wrong.append(m_answer.right(200));
        if (complaint.isEmpty())
            ask();
    }

    const GatewayFixture& m_gateway;
    int& m_left;
    Ends& m_ends;
    QTcpSocket m_socket;
    QByteArray m_answer;
    int m_number;
    bool m_isAsking = false;
    bool m_streams = false;
};

qint64 residentKilobytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

int wanted(const char* variable, int otherwise)
{
    bool isSet = false;
    const int value = qEnvironmentVariableIntValue(variable, &isSet);
    return isSet ? value : otherwise;
}

} // namespace

/// Many clients at once over providers that fail in every way. ASSAY_CHAOS_REQUESTS=100000 makes a campaign of it.
class TestGatewayChaos : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClientGetsARightEndAndTheLedgerIsTheInvoice()
    {
        const int requests = wanted("ASSAY_CHAOS_REQUESTS", 2500);
        QTemporaryDir folder;
        const auto store = openStore(folder.filePath(u"ledger.db"_s));
        QVERIFY(store);
        Budget budget;
        budget.scope = BudgetScope::Global;
        budget.period = BudgetPeriod::Month;
        budget.amount = Money::fromDecimalUsd("100000").value();
        QVERIFY(store->setBudget(budget).result().has_value());

        SandboxOptions options{.paceFactor = 0};
        options.invoicePath = folder.filePath(u"invoice.jsonl"_s);
        options.scenario = Scenario::fromJson(kFaults).value();
        SandboxServer sandbox(options);
        const quint16 port = sandbox.start().value();
        Ends ends;
        int left = requests;
        qint64 early = 0;
        {
            GatewayFixture gateway({}, 10s, [&](GatewayServices& services) {
                services.prices = [book = std::make_shared<SandboxBook>()] { return book; };
                services.guard = std::make_shared<StoreGuard>(*store);
                services.timeouts.firstToken = 2s;
                services.timeouts.http.idle = 2s;
                services.record = [&store](const RunRecord& run) { store->append(run); };
            });
            gateway.routes->sandboxPort = port;
            std::vector<std::unique_ptr<Client>> clients;
            for (int i = 0; i < 256; ++i)
                clients.push_back(std::make_unique<Client>(gateway, left, ends, i * 7));
            while (ends.all() < requests) {
                const int before = ends.all();
                QVERIFY2(QTest::qWaitFor([&] { return ends.all() > before; }, 60'000), "nothing goes on");
                if (early == 0 && ends.all() > requests / 3)
                    early = residentKilobytes();
            }
        }
        qInfo("%d answers, %d refusals, %d failed streams; resident %lld kB after a third, %lld kB at the end",
            ends.answers, ends.refusals, ends.failures, early, residentKilobytes());
        for (const auto& each : ends.wrong.first(std::min<qsizetype>(5, ends.wrong.size())))
            qWarning("%s", each.constData());
        QCOMPARE(ends.wrong.size(), 0);
        QVERIFY(ends.answers > 0 && ends.failures > 0);
        QVERIFY(store->settle().result().has_value());
        sandbox.stop();
        compare(*store, folder.filePath(u"invoice.jsonl"_s));
    }

private:
    /// Reservations are at zero, and what was billed lies in what the ledger says.
    static void compare(const HistoryStore& store, const QString& invoicePath)
    {
        const auto budgets = store.budgets();
        QVERIFY(budgets && budgets->size() == 1);
        QCOMPARE(budgets->first().simulated.reserved, Money());
        QCOMPARE(budgets->first().real.reserved, Money());
        const auto lines = readInvoice(invoicePath);
        QVERIFY(lines.has_value());
        const auto invoice = sumInvoice(*lines).value();
        qint64 low = 0;
        qint64 high = 0;
        QString last;
        for (;;) {
            const auto page = store.newest(500, last);
            QVERIFY(page.has_value());
            if (page->isEmpty())
                break;
            last = page->last().id;
            for (const auto& summary : *page) {
                const auto run = store.run(summary.id);
                QVERIFY(run.has_value());
                for (const auto& attempt : run->lanes.first().attempts) {
                    const qint64 amount = attempt.cost.amount.value_or(Money()).pico();
                    low += attempt.cost.low ? attempt.cost.low->pico() : amount;
                    high += attempt.cost.high ? attempt.cost.high->pico() : amount;
                }
            }
        }
        qInfo("invoice %lld, ledger %lld … %lld pico-dollars", invoice.amount.pico(), low, high);
        QVERIFY(low <= invoice.amount.pico());
        QVERIFY(invoice.amount.pico() <= high);
        const auto broken = store.checkInvariants();
        QVERIFY2(broken && !*broken, broken ? qPrintable((*broken)->what) : "not to be read");
    }
};

QTEST_GUILESS_MAIN(TestGatewayChaos)
#include "tst_gatewaychaos.moc"
