// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routememory.h"

#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr HealthTime kNow = 1'800'000'000s;

AttemptRecord attempt(const QString& endpoint, std::optional<ErrorKind> error = {}, qint64 tokens = 100)
{
    AttemptRecord out;
    out.endpoint = endpoint;
    out.model = u"m"_s;
    out.startedAt = QDateTime::fromMSecsSinceEpoch(kNow.count(), QTimeZone::UTC);
    if (error)
        out.error = Error{.kind = *error};
    else
        out.usage.set(UsageClass::Output, tokens);
    return out;
}

LaneRecord served(const QString& by, qint64 cached, bool isSession)
{
    LaneRecord out;
    out.servedBy = by;
    out.route.options = {{.endpoint = by}};
    out.route.conversation = u"talk"_s;
    out.route.isSession = isSession;
    out.attempts = {attempt(by)};
    if (cached > 0)
        out.usage.set(UsageClass::CacheRead, cached);
    return out;
}

ChatRequest chat(const QString& system, const QString& user)
{
    ChatRequest out;
    if (!system.isEmpty())
        out.messages.append(ChatMessage::text(Role::System, system));
    out.messages.append(ChatMessage::text(Role::User, user));
    return out;
}

} // namespace

class TestRouteMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThatClientsInventDoNotPileUp()
    {
        RouteMemory memory;
        auto known = attempt(u"one"_s, ErrorKind::ServerFault);
        for (int i = 0; i < 3; ++i)
            memory.note(known);
        auto invented = attempt(u"one"_s, ErrorKind::ModelNotFound);
        for (int i = 0; i < 20'000; ++i) {
            invented.model = u"invented-%1"_s.arg(i);
            memory.note(invented);
            memory.keyRefused(QByteArray::number(i), kNow + std::chrono::hours(i));
        }
        QVERIFY2(memory.places() <= 4096, qPrintable(QString::number(memory.places())));
        QCOMPARE(memory.health(u"one"_s, u"m"_s).breaker(kNow + 1s), BreakerState::Open); // what is used stays
        QCOMPARE(memory.health(u"one"_s, invented.model).consecutiveFailures(), 1);
    }

    void learnsFromThePastAndGoesOn()
    {
        RouteMemory memory;
        memory.learn({attempt(u"one"_s, ErrorKind::ServerFault), attempt(u"one"_s, ErrorKind::ServerFault)});
        QCOMPARE(memory.admit(u"one"_s, u"m"_s, kNow), Admission::Yes);
        memory.note(attempt(u"one"_s, ErrorKind::Network));
        QCOMPARE(memory.admit(u"one"_s, u"m"_s, kNow + 1s), Admission::No);
        QCOMPARE(memory.admit(u"one"_s, u"other"_s, kNow + 1s), Admission::Yes);
        QCOMPARE(memory.admit(u"two"_s, u"m"_s, kNow + 1s), Admission::Yes);
        RouteCandidate candidate{.endpoint = u"one"_s, .model = u"m"_s};
        memory.describe(candidate, {}, kNow + 10s);
        QVERIFY(candidate.breakerOpen);
        QCOMPARE(candidate.breakerOpenFor, 20s);
        QCOMPARE(candidate.consecutiveFailures, 3);
    }

    void meanAnswerFollowsWhatIsAnswered()
    {
        RouteMemory memory;
        QVERIFY(!memory.meanOutput(u"m"_s));
        memory.note(attempt(u"one"_s, {}, 100));
        QCOMPARE(memory.meanOutput(u"m"_s).value_or(0), 100);
        memory.note(attempt(u"two"_s, {}, 200));
        QCOMPARE(memory.meanOutput(u"m"_s).value_or(0), 110);
    }

    void aRefusedKeyIsTriedAgainLater()
    {
        RouteMemory memory;
        const auto key = keyFingerprint(Secret("sk-one"));
        QVERIFY(key != keyFingerprint(Secret("sk-two")));
        memory.keyRefused(key, kNow);
        QVERIFY(memory.isKeyDead(key, kNow + 9min));
        QVERIFY(!memory.isKeyDead(key, kNow + 11min));
        QVERIFY(!memory.isKeyDead(keyFingerprint(Secret("sk-two")), kNow));
        memory.keyLimited(key, kNow + 20s);
        QVERIFY(memory.isKeyLimited(key, kNow + 19s));
        QVERIFY(!memory.isKeyLimited(key, kNow + 20s));
    }

    void aConversationSticksAfterACacheHit()
    {
        RouteMemory memory;
        memory.served(served(u"one"_s, 0, false), kNow);
        QVERIFY(!memory.servedBefore(u"talk"_s, kNow));
        memory.served(served(u"one"_s, 50, false), kNow);
        QCOMPARE(memory.servedBefore(u"talk"_s, kNow + 9min)->first, u"one"_s);
        memory.served(served(u"one"_s, 0, false), kNow + 9min); // a success renews it
        QVERIFY(memory.servedBefore(u"talk"_s, kNow + 18min));
        QVERIFY(!memory.servedBefore(u"talk"_s, kNow + 19min));
    }

    void aNamedSessionSticksAfterAnySuccessButNotAfterAFailure()
    {
        RouteMemory memory;
        auto failed = served(u"one"_s, 0, true);
        failed.error = Error{.kind = ErrorKind::ServerFault};
        memory.served(failed, kNow);
        QVERIFY(!memory.servedBefore(u"talk"_s, kNow));
        memory.served(served(u"two"_s, 0, true), kNow);
        memory.served(failed, kNow); // an error does not rewrite it
        QCOMPARE(memory.servedBefore(u"talk"_s, kNow)->first, u"two"_s);
    }

    void aConversationIsItsFirstMessages()
    {
        auto first = chat(u"be kind"_s, u"hello"_s);
        auto later = first;
        later.messages.append(ChatMessage::text(Role::Assistant, u"hi"_s));
        later.messages.append(ChatMessage::text(Role::User, u"more"_s));
        QCOMPARE(conversationKey(u"m"_s, {}, first), conversationKey(u"m"_s, {}, later));
        QVERIFY(conversationKey(u"m"_s, {}, first) != conversationKey(u"n"_s, {}, first));
        QVERIFY(conversationKey(u"m"_s, {}, first) != conversationKey(u"m"_s, {}, chat(u"be rude"_s, u"hello"_s)));
        QCOMPARE(conversationKey(u"m"_s, u"s1"_s, first), conversationKey(u"m"_s, u"s1"_s, chat({}, u"else"_s)));
        QVERIFY(!conversationKey(u"m"_s, {}, first).contains(u"hello"_s));
    }
};

QTEST_GUILESS_MAIN(TestRouteMemory)
#include "tst_routememory.moc"
