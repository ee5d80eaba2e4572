// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestVirtualKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsRandomAndOnlyItsHashIsKept()
    {
        const SystemClock clock;
        const auto first = makeVirtualKey({}, clock);
        const auto second = makeVirtualKey({}, clock);
        QVERIFY(first.secret.reveal() != second.secret.reveal());
        QVERIFY(first.secret.reveal().startsWith("sk-assay-"));
        QCOMPARE(first.secret.reveal().size(), 9 + 43); // 256 bits
        QCOMPARE(first.kept.hash, virtualKeyHash(first.secret.reveal()));
        QCOMPARE(first.kept.hash.size(), 32);
        QVERIFY(first.secret.reveal().endsWith(first.kept.hint.toLatin1()));
    }

    void listsAllowByNameAndPrefix()
    {
        VirtualKey key;
        QVERIFY(allowsModel(key, u"openai/gpt"_s));
        key.models = {u"openai/*"_s, u"sandbox/swift"_s};
        QVERIFY(allowsModel(key, u"openai/gpt"_s));
        QVERIFY(allowsModel(key, u"sandbox/swift"_s));
        QVERIFY(!allowsModel(key, u"sandbox/swifter"_s));
        QVERIFY(!allowsModel(key, u"openrouter/openai/gpt"_s));
        key.providers = {u"openai"_s};
        QVERIFY(!allowsProvider(key, u"sandbox"_s));
    }

    void limitsAndExpiryRefuse()
    {
        const auto keys = std::make_shared<MemoryKeys>();
        const auto clock = std::make_shared<ManualClock>();
        VirtualKey wish;
        wish.name = u"tool"_s;
        wish.dayLimit = Money::fromPico(1000);
        wish.expiresAt = clock->now().addDays(2);
        const auto made = makeVirtualKey(wish, *clock);
        QVERIFY(keys->add(made.kept));
        KeyRing ring(keys, clock);
        QVERIFY(ring.admit(shown(made.secret)));
        ring.charge(made.kept, Money::fromPico(999), clock->now());
        QVERIFY(ring.admit(shown(made.secret)));
        ring.charge(made.kept, Money::fromPico(1), clock->now());
        QCOMPARE(ring.admit(shown(made.secret)).error().kind, ErrorKind::BudgetExceeded);
        QVERIFY(ring.identify(shown(made.secret))); // it may still ask what it has spent
        QCOMPARE(ring.spend(made.kept)->day, Money::fromPico(1000));
        clock->advance(std::chrono::hours(24)); // the store has nothing of the new day
        QVERIFY(ring.admit(shown(made.secret)));
        clock->advance(std::chrono::hours(24));
        QCOMPARE(ring.admit(shown(made.secret)).error().kind, ErrorKind::Authentication);
    }

    void aCallThatSpansMidnightIsBookedWhereItBegan()
    {
        const auto keys = std::make_shared<MemoryKeys>();
        const auto clock = std::make_shared<ManualClock>();
        const auto at
            = [](int month, int day) { return QDateTime(QDate(2026, month, day), QTime(23, 59), QTimeZone::UTC); };
        clock->setNow(at(9, 1)); // a Tuesday
        const auto made = makeVirtualKey({}, *clock);
        QVERIFY(keys->add(made.kept));
        KeyRing ring(keys, clock);
        QVERIFY(ring.admit(shown(made.secret)));
        QVERIFY(ring.spend(made.kept));
        ring.charge(made.kept, Money::fromPico(1), at(8, 31)); // yesterday: the same week, another month
        ring.charge(made.kept, Money::fromPico(10), at(8, 30)); // the week before
        ring.charge(made.kept, Money::fromPico(100), at(9, 1));
        QCOMPARE(ring.spend(made.kept)->day, Money::fromPico(100));
        QCOMPARE(ring.spend(made.kept)->week, Money::fromPico(101));
        QCOMPARE(ring.spend(made.kept)->month, Money::fromPico(100));
    }

    void aKeyMadeElsewhereWorksAtOnceAndAGuessIsNotWorthManyReadings()
    {
        const auto keys = std::make_shared<MemoryKeys>();
        const auto clock = std::make_shared<ManualClock>();
        KeyRing ring(keys, clock);
        const auto stranger = makeVirtualKey({}, *clock);
        QCOMPARE(ring.admit(shown(stranger.secret)).error().kind, ErrorKind::Authentication);
        VirtualKey wish;
        wish.name = u"new"_s;
        const auto made = makeVirtualKey(wish, *clock);
        QVERIFY(keys->add(made.kept));
        QCOMPARE(ring.admit(shown(made.secret)).error().kind, ErrorKind::Authentication); // asked a moment ago
        clock->advance(std::chrono::milliseconds(100));
        QCOMPARE(ring.admit(shown(made.secret))->id, made.kept.id);
        const Secret guess(QByteArray("sk-assay-guess"));
        QCOMPARE(ring.admit(shown(guess)).error().kind, ErrorKind::Authentication);
        QCOMPARE(ring.admit(shown(made.secret))->id, made.kept.id);
    }

    void aLimitIsToldAs402()
    {
        GatewayFixture gateway;
        VirtualKey wish;
        wish.name = u"poor"_s;
        wish.monthLimit = Money::fromPico(10);
        const auto made = makeVirtualKey(wish, SystemClock());
        QVERIFY(gateway.keys->add(made.kept));
        gateway.keys->setSpend({.day = {}, .week = {}, .month = Money::fromPico(10)});
        QTest::qWait(1100);
        const auto auth = "x-api-key: " + made.secret.reveal().toByteArray() + "\r\n";
        const auto reply = gateway.send("POST", "/v1/chat/completions",
            R"({"model":"sandbox/swift","messages":[{"role":"user","content":"x"}]})", auth);
        QCOMPARE(reply.head.status, 402);
        QCOMPARE(reply.json()["error"_L1]["metadata"_L1]["error_type"_L1].toString(), u"payment_required"_s);
        const QJsonValue key = gateway.send("GET", "/v1/key", {}, auth).json()["data"_L1];
        QCOMPARE(key["limit_reset"_L1].toString(), u"monthly"_s);
        QCOMPARE(key["limit_remaining"_L1].toInt(-1), 0);
        QVERIFY(gateway.records().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVirtualKeys)
#include "tst_virtualkeys.moc"
