// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "core/providers/nativebody.h"
#include "tests/support/lanefixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// Requests that reach a provider as the client wrote them.
class TestNativeBody : public QObject
{
    Q_OBJECT

private:
    static ChatRequest request(const QByteArray& body, const QString& dialect = u"openai-chat"_s)
    {
        ChatRequest out;
        out.messages = {ChatMessage::text(Role::User, u"x"_s)};
        out.native = {.dialect = dialect, .body = body, .betas = {}};
        out.stream = body.contains("\"stream\":true");
        return out;
    }

private Q_SLOTS:
    void everythingButTheGatewaysOwnStays()
    {
        const auto body = nativeBody(
            request(R"({"model":"up/m","stream":true,"messages":[{"role":"user","content":"\u00e9"}],"models":["a"],)"
                    R"("provider":{},"session_id":"s","metadata":{"a":"b"},"logprobs":true,"x":1.10})"),
            u"openai-chat"_s, u"m"_s, chatEndpoint(u"up"_s));
        QCOMPARE(*body,
            R"({"stream":true,"messages":[{"role":"user","content":"\u00e9"}],"logprobs":true,"x":1.10,"model":"m",)"
            R"("stream_options":{"include_usage":true}})"_ba);
    }

    void anotherDialectOrNoneIsEncoded()
    {
        QVERIFY(!nativeBody(request("{}", u"anthropic"_s), u"openai-chat"_s, u"m"_s, chatEndpoint(u"up"_s)));
        QVERIFY(!nativeBody(request({}, {}), u"openai-chat"_s, u"m"_s, chatEndpoint(u"up"_s)));
    }

    void whatTwoReadersCouldTakeForTwoRequestsIsEncoded_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("twice") << R"({"model":"a","model":"b","messages":[]})"_ba;
        QTest::newRow("limit twice") << R"({"max_tokens":1,"max_tokens":999999})"_ba;
        QTest::newRow("escaped") << R"({"model":"a","mod\u0065l":"b"})"_ba;
    }
    void whatTwoReadersCouldTakeForTwoRequestsIsEncoded()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!nativeBody(request(body), u"openai-chat"_s, u"m"_s, chatEndpoint(u"up"_s)));
    }

    void fieldsAnEndpointKnowsByAnotherNameAreEncoded()
    {
        auto endpoint = chatEndpoint(u"up"_s);
        QVERIFY(nativeBody(request(R"({"max_tokens":5})"), u"openai-chat"_s, u"m"_s, endpoint));
        QVERIFY(!nativeBody(request(R"({"max_completion_tokens":5})"), u"openai-chat"_s, u"m"_s, endpoint));
        QVERIFY(!nativeBody(request(R"({"reasoning":{"effort":"low"}})"), u"openai-chat"_s, u"m"_s, endpoint));
        QVERIFY(!nativeBody(request(R"({"temperature":0.5})"), u"openai-chat"_s, u"gpt-5-mini"_s, endpoint));
        endpoint.quirks.unsupported = {u"seed"_s};
        QVERIFY(!nativeBody(request(R"({"seed":5})"), u"openai-chat"_s, u"m"_s, endpoint));
        QVERIFY(!nativeBody(request("{}", u"anthropic"_s), u"anthropic"_s, u"m"_s, endpoint)); // max_tokens is demanded
    }

    void dialectsSendIt()
    {
        const DialectRegistry dialects;
        for (const QString& id : {u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"ollama"_s}) {
            auto endpoint = chatEndpoint(u"up"_s, 8080);
            endpoint.dialect = id;
            auto asked = request(R"({"model":"up/m","max_tokens":9,"messages":[],"own_field":[1]})", id);
            asked.native.betas = "b-1";
            const auto http = dialects.find(id)->encode(
                asked, u"m"_s, EndpointAccess{.endpoint = endpoint, .key = Secret("k"), .now = {}});
            QVERIFY(http.has_value());
            const auto body = QJsonDocument::fromJson(http->body).object();
            QVERIFY2(body.contains("own_field"_L1), qPrintable(id));
            QCOMPARE(body["model"_L1].toString(), u"m"_s);
            const bool hasBetas = std::ranges::any_of(
                http->headers, [](const HttpHeader& header) { return header.name == "anthropic-beta"; });
            QCOMPARE(hasBetas, id == "anthropic"_L1);
        }
    }
};

QTEST_GUILESS_MAIN(TestNativeBody)
#include "tst_nativebody.moc"
