// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"
#include "tests/support/budgetcases.h"
#include "tests/support/storeguard.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int kCalls = 400;
constexpr int kAtOnce = 16;

} // namespace

/// Clients that leave while the ledger is asked whether their calls fit the budgets. Embeddings give back what they
/// hold in two places, and one of them is enough here: tst_gatewayembeddings has the order in which the other is
/// needed.
class TestGatewayAborts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingStaysReserved_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("chat") << "/v1/chat/completions"_ba
                              << R"({"model":"sandbox/swift","stream":true,"max_tokens":60,)"
                                 R"("messages":[{"role":"user","content":"Hello"}]})"_ba;
        QTest::newRow("several answers") << "/v1/chat/completions"_ba
                                         << R"({"model":"sandbox/swift","stream":true,"max_tokens":60,"n":3,)"
                                            R"("messages":[{"role":"user","content":"Hello"}]})"_ba;
        QTest::newRow("embeddings") << "/v1/embeddings"_ba << R"({"model":"up/e","input":["one","two"]})"_ba;
    }

    void nothingStaysReserved()
    {
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArray, body);
        QTemporaryDir folder;
        const auto store = openStore(folder.filePath(u"ledger.db"_s));
        QVERIFY(store);
        QVERIFY(store->setBudget(dailyBudget(1'000'000'000'000'000)).result());
        SandboxServer sandbox(SandboxOptions{.paceFactor = 0});
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{okAnswer(R"({"data":[]})")}, step::Repeat{}});
        auto guard = std::make_shared<StoreGuard>(*store);
        {
            GatewayFixture gateway({}, 10s, [&](GatewayServices& services) {
                services.guard = guard;
                services.record = [&store](const RunRecord& run) { store->append(run); };
            });
            gateway.routes->sandboxPort = sandbox.start().value();
            gateway.routes->upstreamPort = upstream.port();
            const QByteArray request = gateway.request("POST", target, body, gateway.auth());
            for (int i = 0; i < kCalls; i += kAtOnce) {
                std::vector<std::unique_ptr<QTcpSocket>> clients;
                for (int each = 0; each < kAtOnce; ++each) {
                    clients.push_back(std::make_unique<QTcpSocket>());
                    clients.back()->connectToHost(QHostAddress::LocalHost, gateway.port);
                    QVERIFY(clients.back()->waitForConnected(10'000));
                    clients.back()->write(request);
                    clients.back()->flush();
                }
                // Some leave before they are asked for, some while, some after.
                const int asked = guard->asked;
                for (int each = 0; each < kAtOnce; ++each) {
                    if (each == kAtOnce / 4)
                        Q_UNUSED(QTest::qWaitFor([&] { return guard->asked > asked; }, 100))
                    clients[std::size_t(each)]->abort();
                }
            }
            QVERIFY(QTest::qWaitFor([&] { return guard->told == guard->asked; }, 30'000));
        }
        QVERIFY(QTest::qWaitFor([&] { return guard->told == guard->asked; }, 30'000));
        QVERIFY(guard->asked > 0);
        QVERIFY(store->settle().result().has_value());
        qInfo("%d asked, %d released", guard->asked.load(), guard->released.load());
        const auto budgets = store->budgets();
        QVERIFY(budgets && budgets->size() == 1);
        QCOMPARE(budgets->first().real.reserved, Money());
        QCOMPARE(budgets->first().simulated.reserved, Money());
    }
};

QTEST_GUILESS_MAIN(TestGatewayAborts)
#include "tst_gatewayaborts.moc"
