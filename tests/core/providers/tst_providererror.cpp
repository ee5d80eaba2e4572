// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/providererror.h"
#include "tests/support/corpus.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

HttpHead head(int status, const Headers& headers = {})
{
    HttpHead out;
    out.status = status;
    for (const auto& [name, value] : headers)
        out.headers.append({.name = name, .value = value, .secret = false});
    return out;
}

} // namespace

class TestProviderError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QJsonObject>("row");
        const auto rows = QJsonDocument::fromJson(assay::testing::fixture(u"errors/bodies.json"_s)).array();
        QVERIFY(rows.size() > 40);
        for (const auto& row : rows)
            QTest::newRow(qPrintable(row["case"_L1].toString())) << row.toObject();
    }
    void reads()
    {
        QFETCH(QJsonObject, row);
        const int status = row["status"_L1].toInt();
        const Error error = errorFromBody(head(status), row["body"_L1].toString().toUtf8());
        QCOMPARE(errorKindName(error.kind), row["kind"_L1].toString());
        QCOMPARE(error.detail, row["detail"_L1].toString());
        QCOMPARE(error.providerCode, row["code"_L1].toString());
        QVERIFY(!error.retryAfter);
        if (status != 200)
            QCOMPARE(error.httpStatus, status);
    }

    void readsAwsHeaders()
    {
        const Error error = errorFromBody(
            head(403, {{"x-amzn-errortype", "ExpiredTokenException:http://internal/"}, {"x-amzn-RequestId", "abc"}}),
            R"({"message":"The security token included in the request is expired"})");
        QCOMPARE(error.kind, ErrorKind::Authentication);
        QCOMPARE(error.providerCode, u"ExpiredTokenException"_s);
        QCOMPARE(error.requestId, u"abc"_s);
    }

    void findsTheRequestId_data()
    {
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<QString>("id");
        QTest::newRow("request-id") << Headers{{"cf-ray", "z"}, {"Request-Id", "a"}} << u"a"_s;
        QTest::newRow("x-request-id") << Headers{{"x-request-id", "b"}} << u"b"_s;
        QTest::newRow("azure") << Headers{{"apim-request-id", "c"}} << u"c"_s;
        QTest::newRow("only the edge") << Headers{{"CF-RAY", "d"}} << u"d"_s;
    }
    void findsTheRequestId()
    {
        QFETCH(Headers, headers);
        QFETCH(QString, id);
        QCOMPARE(errorFromBody(head(500, headers), "{}").requestId, id);
    }
    void findsTheRequestIdInTheBody()
    {
        const Error error = errorFromBody(
            head(500, {{"cf-ray", "edge"}}), R"({"type":"error","error":{"message":"x"},"request_id":"req_9"})");
        QCOMPARE(error.requestId, u"req_9"_s);
    }

    void waits_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("wait");
        const std::pair<QByteArray, QByteArray> date = {"Date", "Wed, 19 Aug 2026 14:34:22 GMT"};
        const QByteArray none = "{}";
        QTest::newRow("seconds") << 429 << Headers{{"retry-after", "7"}} << none << 7000LL;
        QTest::newRow("HTTP date") << 429 << Headers{date, {"Retry-After", "Wed, 19 Aug 2026 14:35:02 GMT"}} << none
                                   << 40000LL;
        QTest::newRow("HTTP date in the past")
            << 429 << Headers{date, {"Retry-After", "Wed, 19 Aug 2026 14:33:02 GMT"}} << none << 0LL;
        QTest::newRow("HTTP date without Date")
            << 429 << Headers{{"Retry-After", "Wed, 19 Aug 2026 14:35:02 GMT"}} << none << -1LL;
        QTest::newRow("milliseconds") << 429 << Headers{{"retry-after-ms", "1234"}} << none << 1234LL;
        QTest::newRow("Azure sends both")
            << 429 << Headers{{"retry-after-ms", "0"}, {"retry-after", "1"}} << none << 1000LL;
        QTest::newRow("Go duration") << 429
                                     << Headers{{"x-ratelimit-remaining-requests", "0"},
                                            {"x-ratelimit-reset-requests", "6m0s"},
                                            {"x-ratelimit-remaining-tokens", "9"}, {"x-ratelimit-reset-tokens", "12ms"}}
                                     << none << 360000LL;
        QTest::newRow("Go duration of tokens")
            << 429 << Headers{{"x-ratelimit-reset-tokens", "1.182s"}} << none << 1182LL;
        QTest::newRow("hours") << 429 << Headers{{"x-ratelimit-reset-requests", "1h2m3.5s"}} << none << 3723500LL;
        QTest::newRow("plain seconds") << 429 << Headers{{"x-ratelimit-reset", "0.1"}} << none << 100LL;
        QTest::newRow("epoch milliseconds")
            << 429 << Headers{date, {"x-ratelimit-reset", "1787150092000"}} << none << 30000LL;
        QTest::newRow("Anthropic, RFC 3339") << 429
                                             << Headers{date, {"anthropic-ratelimit-tokens-remaining", "0"},
                                                    {"anthropic-ratelimit-tokens-reset", "2026-08-19T14:34:52Z"}}
                                             << none << 30000LL;
        QTest::newRow("Google RetryInfo")
            << 429 << Headers{}
            << R"({"error":{"code":429,"message":"q","status":"RESOURCE_EXHAUSTED","details":[{"@type":"x/google.rpc.RetryInfo","retryDelay":"48s"}]}})"_ba
            << 48000LL;
        QTest::newRow("RetryInfo with a fraction")
            << 429 << Headers{} << R"({"error":{"message":"q","details":[{"retryDelay":"34.4s"}]}})"_ba << 34400LL;
        QTest::newRow("OpenRouter availability")
            << 503 << Headers{}
            << R"({"error":{"code":503,"message":"x","availability":{"code":"temporarily_unavailable","retry_after":12}}})"_ba
            << 12000LL;
        QTest::newRow("OpenRouter repeats headers")
            << 429 << Headers{date}
            << R"({"error":{"code":429,"message":"x","metadata":{"headers":{"X-RateLimit-Reset":"1787150092000"}}}})"_ba
            << 30000LL;
        QTest::newRow("Groq sentence")
            << 429 << Headers{}
            << R"({"error":{"message":"Limit reached. Please try again in 7.66s. Visit","code":"rate_limit_exceeded"}})"_ba
            << 7660LL;
        QTest::newRow("minutes in a sentence")
            << 429 << Headers{} << R"({"error":{"message":"Please try again in 1m2s"}})"_ba << 62000LL;
        QTest::newRow("limits of an error that is none of theirs")
            << 400 << Headers{{"x-ratelimit-reset-requests", "6m0s"}} << none << -1LL;
        QTest::newRow("nonsense") << 429 << Headers{{"retry-after", "soon"}} << none << -1LL;
        QTest::newRow("negative") << 429 << Headers{{"retry-after", "-5"}} << none << 0LL;
        QTest::newRow("header before body") << 429 << Headers{{"retry-after", "3"}}
                                            << R"({"error":{"message":"Please try again in 20s"}})"_ba << 3000LL;
    }
    void waits()
    {
        QFETCH(int, status);
        QFETCH(Headers, headers);
        QFETCH(QByteArray, body);
        QFETCH(qint64, wait);
        const Error error = errorFromBody(head(status, headers), body);
        QCOMPARE(error.retryAfter ? error.retryAfter->count() : -1, wait);
    }

    void neverRepeatsAKey()
    {
        for (const char* text : {"Incorrect API key provided: invalid-key. You can find yours at https://x.",
                 "bad key sk-proj-abcdefghijklmnop1234", "API key: abc123secret is wrong"}) {
            const Error error = errorFromBody(head(401), QByteArray("{\"error\":{\"message\":\"") + text + "\"}}");
            QVERIFY2(error.detail.contains("[hidden]"_L1), qPrintable(error.detail));
            QVERIFY2(!error.detail.contains("invalid-key"_L1) && !error.detail.contains("abcdefgh"_L1)
                    && !error.detail.contains("secret"_L1),
                qPrintable(error.detail));
        }
    }

    void cutsLongTexts()
    {
        const Error error = errorFromBody(head(500), QByteArray(200'000, 'x'));
        QVERIFY(error.detail.size() <= 4001);
        QVERIFY(error.detail.size() > 1000);
    }

    void readsErrorsInsideAnswers()
    {
        JsonParser parser;
        const auto read = [&](const QByteArray& json) { return errorFromJson(parser.parse(json)); };
        QCOMPARE(read(R"({"type":"error","code":"rate_limit_exceeded","message":"Slow","sequence_number":3})").kind,
            ErrorKind::RateLimited);
        QCOMPARE(read(R"({"code":"server_error","message":"Broken"})").kind, ErrorKind::ServerFault);
        QCOMPARE(read(R"({"error":{"code":502,"message":"Upstream"}})").httpStatus, 502);
        QCOMPARE(read(R"({"error":{"code":"server_error","message":"Upstream"}})").providerCode, u"server_error"_s);
        QCOMPARE(read(R"({"error":{"message":"x","code":"tool_use_failed","status_code":400}})").kind,
            ErrorKind::InvalidRequest);
        QCOMPARE(read(R"({"error":"plain"})").detail, u"plain"_s);
        QCOMPARE(errorFromParts(u"Too many requests"_s, {u"throttlingException"_s}).kind, ErrorKind::RateLimited);
    }
};

QTEST_APPLESS_MAIN(TestProviderError)
#include "tst_providererror.moc"
