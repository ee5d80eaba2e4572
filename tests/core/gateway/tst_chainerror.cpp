// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client is told where no endpoint could serve it.

#include "core/gateway/chainerror.h"
#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonObject object(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

RouteDecision out(const QString& endpoint, RouteReason reason, const QString& detail = {})
{
    return {.endpoint = endpoint, .model = u"m"_s, .reason = reason, .detail = detail};
}

AttemptRecord failed(
    const QString& endpoint, ErrorKind kind, int status, std::optional<std::chrono::milliseconds> hint = {})
{
    AttemptRecord made;
    made.endpoint = endpoint;
    made.model = u"m"_s;
    made.error = Error{.kind = kind, .detail = u"no"_s, .httpStatus = status, .retryAfter = hint};
    return made;
}

QByteArray refusal(const QByteArray& head)
{
    return "HTTP/1.1 " + head + "\r\ncontent-length: 2\r\n\r\n{}";
}

} // namespace

class TestChainError : public QObject, private GatewayScene
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_gateway.reset(); }

    void whatKeptEndpointsOut_data()
    {
        using R = RouteReason;
        QTest::addColumn<QList<RouteDecision>>("decisions");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("excludedBy");
        QTest::newRow("nobody") << QList<RouteDecision>{} << u"model_not_found"_s << QString();
        QTest::newRow("price and context")
            << QList<RouteDecision>{out(u"a"_s, R::MaxPrice, u"prompt price 2 > 1"_s), out(u"b"_s, R::ContextLength)}
            << u"constraint_filtered"_s << u"max_price context_length"_s;
        QTest::newRow("retention") << QList<RouteDecision>{out(u"a"_s, R::DataPolicy, u"retains data"_s)}
                                   << u"privacy_restricted"_s << u"data_policy:zdr"_s;
        QTest::newRow("training") << QList<RouteDecision>{out(u"a"_s, R::DataPolicy, u"collects data"_s)}
                                  << u"privacy_restricted"_s << u"data_policy:training"_s;
        QTest::newRow("lists") << QList<RouteDecision>{out(u"a"_s, R::Only), out(u"b"_s, R::Ignored)}
                               << u"constraint_filtered"_s << u"allowed_providers"_s;
        QTest::newRow("a key, too") << QList<RouteDecision>{out(u"a"_s, R::KeyMissing), out(u"b"_s, R::MaxPrice)}
                                    << u"no_endpoints"_s << u"max_price"_s;
    }
    void whatKeptEndpointsOut()
    {
        QFETCH(QList<RouteDecision>, decisions);
        NoRoute none(Error{.kind = ErrorKind::ModelNotFound, .detail = u"none"_s});
        none.decisions = decisions;
        const auto told = object(routeError(none, {u"x/m"_s, u"y/m"_s}).availability);
        QTEST(told["code"_L1].toString(), "code");
        QVERIFY(told["retryable"_L1].isBool() && !told["retryable"_L1].toBool());
        QCOMPARE(told["requested_models"_L1].toArray(), (QJsonArray{u"x/m"_s, u"y/m"_s}));
        QVERIFY(told["docs_url"_L1].toString().startsWith(u"https://"));
        QStringList words;
        for (const auto& word : told["excluded_by"_L1].toArray())
            words.append(word.toString());
        QTEST(words.join(u' '), "excludedBy");
        if (!decisions.isEmpty() && !decisions.first().detail.isEmpty())
            QCOMPARE(told["constraint"_L1]["detail"_L1].toString(), decisions.first().detail);
    }

    void whatIsNoMatterOfEndpointsHasNone()
    {
        QVERIFY(routeError(Error{.kind = ErrorKind::Permission}, {u"m"_s}).availability.isEmpty());
        QVERIFY(routeError(Error{.kind = ErrorKind::InvalidRequest}, {u"m"_s}).availability.isEmpty());
        QVERIFY(availabilityOf({failed(u"a"_s, ErrorKind::InvalidRequest, 400)}, {u"m"_s}).isEmpty());
        QVERIFY(availabilityOf({failed(u"a"_s, ErrorKind::Cancelled, 0)}, {u"m"_s}).isEmpty());
    }

    void whatAnExhaustedChainSays_data()
    {
        using K = ErrorKind;
        QTest::addColumn<QList<AttemptRecord>>("attempts");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("retryable");
        const auto limited = failed(u"a"_s, K::RateLimited, 429);
        const auto broken = failed(u"b"_s, K::ServerFault, 500);
        const auto missing = failed(u"c"_s, K::ModelNotFound, 404);
        const auto page = failed(u"d"_s, K::InvalidRequest, 404);
        const auto lost = failed(u"e"_s, K::Indeterminate, 0);
        const auto refused = failed(u"f"_s, K::Authentication, 401);
        QTest::newRow("429") << QList{limited} << u"capacity_exhausted"_s << true;
        QTest::newRow("429 and 500") << QList{limited, broken} << u"temporarily_unavailable"_s << true;
        QTest::newRow("404s") << QList{missing, page} << u"model_unavailable_upstream"_s << false;
        QTest::newRow("404 and 500") << QList{missing, broken} << u"temporarily_unavailable"_s << true;
        QTest::newRow("keys") << QList{refused} << u"no_endpoints"_s << false;
        QTest::newRow("may have been billed") << QList{lost} << u"temporarily_unavailable"_s << false;
    }
    void whatAnExhaustedChainSays()
    {
        QFETCH(QList<AttemptRecord>, attempts);
        const auto told = object(availabilityOf(attempts, {u"m"_s}));
        QTEST(told["code"_L1].toString(), "code");
        QTEST(told["retryable"_L1].toBool(), "retryable");
    }

    /// Of an endpoint that was asked twice its last word counts.
    void theShortestHintIsTold()
    {
        LaneRecord lane;
        lane.attempts = {failed(u"a"_s, ErrorKind::RateLimited, 429, 1s),
            failed(u"a"_s, ErrorKind::RateLimited, 429, 40s), failed(u"b"_s, ErrorKind::RateLimited, 429, 20s),
            failed(u"c"_s, ErrorKind::RateLimited, 429), failed(u"d"_s, ErrorKind::RateLimited, 429, 90s)};
        lane.error = lane.attempts.last().error;
        const auto told = laneError(lane, {u"m"_s});
        QCOMPARE(told.retryAfterSeconds.value_or(0), 20);
        QCOMPARE(object(told.availability)["retry_after"_L1].toInt(), 20);
        lane.timing.firstToken = 1ms; // it said something: endpoints were to be had
        QVERIFY(laneError(lane, {u"m"_s}).availability.isEmpty());
    }

    void anUnknownModelIsStill404()
    {
        const auto got = m_gateway->post("/v1/chat/completions", chat("none/such", false));
        QCOMPARE(got.head.status, 404);
        const QJsonValue error = got.json()["error"_L1];
        QCOMPARE(error["availability"_L1]["code"_L1].toString(), u"model_not_found"_s);
        QCOMPARE(error["availability"_L1]["requested_models"_L1].toArray(), QJsonArray{u"none/such"_s});
    }

    void aChainThatWasLimitedSaysWhenToComeAgain_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("chat") << "/v1/chat/completions"_ba;
        QTest::newRow("completions") << "/v1/completions"_ba;
    }
    void aChainThatWasLimitedSaysWhenToComeAgain()
    {
        QFETCH(QByteArray, target);
        for (const QByteArray hint : {"70", "30", "90"}) {
            m_upstream->enqueue({step::ReadRequest{},
                step::Send{refusal("429 Too Many Requests\r\nconnection: close\r\nretry-after: " + hint)},
                step::Close{}});
        }
        const auto got = m_gateway->post(target,
            R"({"model":"up/a","models":["up/b","up/c"],"prompt":"x","messages":[{"role":"user","content":"x"}]})");
        QCOMPARE(got.head.status, 429);
        QCOMPARE(got.head.header("retry-after"), "30");
        const QJsonValue availability = got.json()["error"_L1]["availability"_L1];
        QCOMPARE(availability["code"_L1].toString(), u"capacity_exhausted"_s);
        QCOMPARE(availability["retry_after"_L1].toInt(), 30);
        QVERIFY(availability["retryable"_L1].toBool());
    }

    void anOrderlyEndIsToldInEveryStreamAndRecorded_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("chat") << "/v1/chat/completions"_ba << "\"error\":{\"code\":503"_ba;
        QTest::newRow("messages") << "/v1/messages"_ba << "event: error"_ba;
        QTest::newRow("responses") << "/v1/responses"_ba << "response.failed"_ba;
        QTest::newRow("ollama") << "/api/chat"_ba << "{\"error\":"_ba;
    }
    void anOrderlyEndIsToldInEveryStreamAndRecorded()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, told);
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead + chunked(kPiece)}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", target,
            R"({"model":"up/a","stream":true,"max_tokens":9,"input":"x","messages":[{"role":"user","content":"x"}]})",
            m_gateway->auth()));
        QByteArray early;
        while (!early.contains("word ")) {
            const QByteArray more = client.waitForBytes(early.size() + 1);
            QVERIFY2(more.size() > early.size(), more.constData());
            early = more;
        }
        m_gateway->server->stop();
        const auto got = client.reply();
        QVERIFY(got.complete);
        QVERIFY2(got.body.contains(told), got.body.constData());
        QVERIFY2(got.body.contains("The gateway was ended."), got.body.constData());
        const auto records = m_gateway->records();
        QCOMPARE(records.size(), 1);
        QCOMPARE(records.first().lanes.first().state, LaneState::Cancelled);
        QCOMPARE(records.first().lanes.first().text, u"word "_s);
    }

    void anOrderlyEndAnswersWhoeverStillWaits()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/a", false), m_gateway->auth()));
        QTRY_COMPARE(m_upstream->requests().size(), 1);
        m_gateway->server->stop();
        QCOMPARE(client.reply().head.status, 503);
        QCOMPARE(m_gateway->records().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestChainError)
#include "tst_chainerror.moc"
