// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/sandbox/rawclient.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// An answer that is a list of models, too, whichever is asked for.
QByteArray document(const QByteArray& model, const QByteArray& message, const QByteArray& usage)
{
    return R"({"id":"x","object":"chat.completion","created":1,"model":")" + model + R"(","data":[{"id":")" + model
        + R"(","object":"model"}],"choices":[{"index":0,"finish_reason":"stop","message":)" + message + "}]" + usage
        + "}";
}

const QByteArray kUsage = R"(,"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15})";
const QByteArray kPlain = R"({"role":"assistant","content":"plain words"})";
/// What a terminal would take for a new title and for red letters, and one of C1.
const QByteArray kHostile
    = QByteArray(R"({"role":"assistant","content":"a~u001b]0;PWNED~u0007b~u001b[31mc~u009bd~nnext"})")
          .replace('~', '\\');
const QByteArray kBrokenCall = QByteArray(
    R"({"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"wipe","arguments":"{~"path~": /tmp"}}]})")
                                   .replace('~', '\\');

} // namespace

/// What a client asks for and what an owner reads, over endpoints of the user's own.
class TestWishes : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;
    QProcess m_gateway;
    quint16 m_port = 0;
    QByteArray m_key;
    LoopbackServer m_down;
    LoopbackServer m_plain;
    LoopbackServer m_other;
    LoopbackServer m_hostile;
    LoopbackServer m_uncounted;
    LoopbackServer m_broken;
    LoopbackServer m_late;

    Outcome assay(const QStringList& verb) const { return runProgram(m_profile.path(), verb, {}, keys()); }

    static QHash<QString, QString> keys()
    {
        return {{u"GOOGLE_API_KEY"_s, u"test-google"_s}, {u"OPENAI_API_KEY"_s, u"sk-test"_s}};
    }

    void add(const QString& id, LoopbackServer& server, const QByteArray& answer)
    {
        server.enqueue({step::ReadRequest{}, step::Send{answer}, step::Repeat{}});
        const auto address = u"http://127.0.0.1:%1/v1"_s.arg(server.port());
        const auto added = assay({u"providers"_s, u"add"_s, id, u"--base-url"_s, address, u"--no-key"_s});
        QVERIFY2(added.code == 0, added.err.constData());
    }

    RawReply post(const QByteArray& path, const QByteArray& body) const
    {
        RawClient client(m_port);
        return client.post(path, body, "authorization: Bearer " + m_key + "\r\ncontent-type: application/json\r\n");
    }
    RawReply get(const QByteArray& path) const
    {
        RawClient client(m_port);
        return client.get(path, "authorization: Bearer " + m_key + "\r\n");
    }
    RawReply chat(const QByteArray& model, const QByteArray& more = {}) const
    {
        return post("/v1/chat/completions",
            R"({"model":")" + model + R"(","messages":[{"role":"user","content":"Hi"}])" + more + "}");
    }
    static QByteArray warning(const RawReply& reply) { return reply.head.header("x-assay-warning"); }

    QJsonObject listed(const QString& id) const
    {
        const auto models = get("/v1/models").json()["data"_L1].toArray();
        for (const auto& model : models) {
            if (model["id"_L1].toString() == id)
                return model.toObject();
        }
        return {};
    }
    /// Dollars a token, as the list writes them, in pico-dollars.
    static double pico(const QJsonObject& model, QLatin1StringView which)
    {
        return model["pricing"_L1][which].toString().toDouble() * 1e12;
    }

    void startGateway()
    {
        const auto made = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"editor"_s});
        QVERIFY2(made.code == 0, made.err.constData());
        m_key = made.out.trimmed();
        auto environment = QProcessEnvironment::systemEnvironment();
        const auto own = keys();
        for (auto it = own.begin(); it != own.end(); ++it)
            environment.insert(it.key(), it.value());
        m_gateway.setProcessEnvironment(environment);
        m_gateway.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_gateway.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s, u"serve"_s, u"--port"_s, u"0"_s,
                u"--json"_s});
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && m_gateway.waitForReadyRead(30'000))
            said += m_gateway.readAllStandardOutput();
        m_port = static_cast<quint16>(QJsonDocument::fromJson(said).object()["port"_L1].toInt());
        QVERIFY(m_port != 0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        add(u"down"_s, m_down, "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}");
        add(u"plain"_s, m_plain, okAnswer(document("m", kPlain, kUsage)));
        add(u"other"_s, m_other, okAnswer(document("m", kPlain, kUsage)));
        add(u"hostile"_s, m_hostile, okAnswer(document("h", kHostile, kUsage)));
        add(u"uncounted"_s, m_uncounted, okAnswer(document("u", kPlain, {})));
        add(u"broken"_s, m_broken, okAnswer(document("b", kBrokenCall, kUsage)));
        add(u"late"_s, m_late, okAnswer(document("newcomer", kPlain, kUsage)));
        for (const auto& id : {u"plain"_s, u"other"_s, u"uncounted"_s})
            QCOMPARE(assay({u"models"_s, u"refresh"_s, id}).code, 0);
        for (const auto& [model, rate] : {std::pair(u"plain/m"_s, u"input=1.5"_s), {u"other/m"_s, u"input=3"_s}})
            QCOMPARE(
                assay({u"models"_s, u"price"_s, u"set"_s, model, u"--rate"_s, rate, u"--rate"_s, u"output=2"_s}).code,
                0);
        const auto own = assay({u"models"_s, u"price"_s, u"set"_s, u"openai/gpt-5-mini"_s, u"--rate"_s, u"input=77"_s,
            u"--rate"_s, u"output=80"_s});
        QVERIFY2(own.code == 0, own.err.constData());
        startGateway();
    }

    void cleanupTestCase()
    {
        m_gateway.terminate();
        QVERIFY(m_gateway.waitForFinished(30'000));
        QCOMPARE(m_gateway.exitStatus(), QProcess::NormalExit);
    }

    void aListedPriceIsThatOfNow_data()
    {
        QTest::addColumn<QString>("model");
        QTest::newRow("another price from next year on") << u"google/gemini-3.6-flash"_s;
        QTest::newRow("the user's own") << u"openai/gpt-5-mini"_s;
        QTest::newRow("an endpoint of the user's own") << u"plain/m"_s;
        QTest::newRow("simulated") << u"sandbox/swift"_s;
    }
    void aListedPriceIsThatOfNow()
    {
        QFETCH(const QString, model);
        const auto cost = [&](const QString& usage) -> QJsonValue {
            return assay({u"models"_s, u"cost"_s, model, u"--usage"_s, usage, u"--json"_s}).json()["pico_usd"_L1];
        };
        const auto input = cost(uR"({"input":1})"_s);
        QVERIFY(input.isDouble());
        QCOMPARE(pico(listed(model), "prompt"_L1), input.toDouble());
        QCOMPARE(pico(listed(model), "completion"_L1), cost(uR"({"output":1})"_s).toDouble());
        if (model.startsWith(u"sandbox"_s))
            return;
        const auto shown = assay({u"models"_s, u"show"_s, model, u"--json"_s});
        QVERIFY2(shown.code == 0, shown.err.constData());
        QCOMPARE(shown.json()["pico_usd_per_unit"_L1]["input"_L1].toDouble(), input.toDouble());
        const auto all = assay({u"models"_s, u"list"_s, u"--json"_s}).json()["models"_L1].toArray();
        const auto in = std::ranges::find_if(all, [&](const auto& each) { return each["model"_L1] == model; });
        QVERIFY(in != all.end());
        QCOMPARE((*in)["pico_usd_per_unit"_L1]["input"_L1].toDouble(), input.toDouble());
    }

    void anUnknownPriceStaysUnknown()
    {
        QCOMPARE(listed(u"uncounted/u"_s)["pricing"_L1]["prompt"_L1].toString(), u"-1"_s);
    }

    void wishesWithoutEffectAreNamed()
    {
        const auto asked = [&](const QByteArray& provider) { return chat("plain/m", ",\"provider\":" + provider); };
        QCOMPARE(asked(R"({"allow_fallbacks":true})").head.status, 200);
        QVERIFY(warning(asked(R"({"allow_fallbacks":true})")).isEmpty());
        for (const auto& [provider, named] : {std::pair<QByteArray, QByteArray>(R"({"foo":1})", "provider.foo"),
                 {R"({"enforce_distillable_text":true})", "provider.enforce_distillable_text"},
                 {R"({"max_price":{"image":0}})", "provider.max_price.image"},
                 {R"({"sort":"exacto"})", "provider.sort exacto"}}) {
            const auto reply = asked(provider);
            QVERIFY2(reply.head.status == 200, reply.body.constData());
            QVERIFY2(warning(reply).contains(named), warning(reply).constData());
        }
        const auto wrong = asked(R"({"data_collection":false})");
        QCOMPARE(wrong.head.status, 400);
        QVERIFY2(wrong.body.contains("provider.data_collection"), wrong.body.constData());
    }

    void fallbacksOfTheMessagesFormatAreTried()
    {
        const auto asked = [&](const QByteArray& more) {
            return post("/v1/messages",
                R"({"model":"down/m","max_tokens":50,"messages":[{"role":"user","content":"Hi"}])" + more + "}");
        };
        QCOMPARE(asked({}).head.status, 502);
        const auto reply = asked(R"(,"fallbacks":[{"model":"plain/m"}])");
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        QCOMPARE(reply.json()["model"_L1].toString(), u"plain/m"_s);
        QVERIFY2(!warning(reply).contains("fallbacks"), warning(reply).constData());
        for (const QByteArray refused : {R"(,"models":["plain/m"],"fallbacks":[{"model":"plain/m"}])",
                 R"(,"fallbacks":[{"model":"plain/m","max_tokens":3}])", R"(,"fallbacks":["plain/m"])",
                 R"(,"fallbacks":[{"model":"a"},{"model":"b"},{"model":"c"},{"model":"d"}])", R"(,"fallbacks":{})"}) {
            const auto no = asked(refused);
            QCOMPARE(no.head.status, 400);
            QVERIFY2(no.body.contains("fallbacks"), no.body.constData());
        }
    }

    void noNameHoldsControlCharacters()
    {
        for (const QByteArray name : {"plain/m\\u001b]0;PWNED\\u0007", "plain/m\\u009b31m", "plain/m\\nx"}) {
            const auto refused = chat(name);
            QCOMPARE(refused.head.status, 400);
            QVERIFY(!refused.body.contains('\x1b'));
        }
        QCOMPARE(chat("plain/m", ",\"models\":[\"x\\u001b[31m\"]").head.status, 400);
    }

    void nothingSteersTheOwnersTerminal()
    {
        QCOMPARE(chat("hostile/h").head.status, 200);
        const auto clean = [](const QByteArray& text) {
            const QString told = QString::fromUtf8(text);
            return std::ranges::none_of(told, [](QChar c) {
                return (c < u' ' && c != u'\n' && c != u'\t') || (c >= QChar(0x7f) && c < QChar(0xa0));
            });
        };
        QTRY_VERIFY(assay({u"history"_s, u"show"_s, u"last"_s}).out.contains("PWNED"));
        const auto shown = assay({u"history"_s, u"show"_s, u"last"_s});
        QVERIFY2(clean(shown.out), shown.out.constData());
        QVERIFY(shown.out.contains("\nnext"));
        QVERIFY(clean(assay({u"history"_s, u"list"_s}).out));
        QVERIFY(clean(assay({u"history"_s, u"search"_s, u"PWNED"_s}).out));
        const auto exact = assay({u"history"_s, u"show"_s, u"last"_s, u"--json"_s});
        QVERIFY(clean(exact.out));
        const auto text = exact.json()["lanes"_L1][0]["text"_L1].toString();
        QCOMPARE(text,
            QString::fromUtf8("a\x1b]0;PWNED\x07"
                              "b\x1b[31mc\u009b"
                              "d\nnext"));
    }

    void countsNobodyKnowsAreSaidToBeUnknown()
    {
        const QByteArray body
            = R"({"model":"uncounted/u","max_tokens":50,"stream":false,"messages":[{"role":"user","content":"Hi"}]})";
        const auto messages = post("/v1/messages", body);
        QCOMPARE(messages.json()["usage"_L1]["input_tokens"_L1].toInt(-1), 0);
        QVERIFY2(warning(messages).contains("usage is not known"), warning(messages).constData());
        const auto responses = post("/v1/responses", R"({"model":"uncounted/u","input":"Hi"})");
        QVERIFY2(warning(responses).contains("usage is not known"), warning(responses).constData());
        const auto ollama = post("/api/chat", body);
        QCOMPARE(ollama.head.status, 200);
        QVERIFY(!ollama.json().contains("eval_count"_L1));
        QVERIFY(!ollama.json().contains("prompt_eval_count"_L1));
        const auto gemini = post(
            "/v1beta/models/uncounted/u:generateContent", R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]}]})");
        QCOMPARE(gemini.head.status, 200);
        QVERIFY(!gemini.json().contains("usageMetadata"_L1));
    }

    void ollamasClientsHearHowLongItTook()
    {
        const auto told
            = post("/api/chat", R"({"model":"plain/m","stream":false,"messages":[{"role":"user","content":"Hi"}]})")
                  .json();
        QCOMPARE(told["eval_count"_L1].toInt(), 5);
        QCOMPARE(told["prompt_eval_count"_L1].toInt(), 10);
        QVERIFY(told["total_duration"_L1].toInteger() > 0);
        QVERIFY(told["prompt_eval_duration"_L1].toInteger() > 0);
        QVERIFY(told.contains("load_duration"_L1));
        QCOMPARE(told["prompt_eval_duration"_L1].toInteger() + told["eval_duration"_L1].toInteger(),
            told["total_duration"_L1].toInteger());
    }

    void aBrokenCallIsNoCall_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const QByteArray tools
            = R"("tools":[{"type":"function","function":{"name":"wipe","parameters":{"type":"object"}}}])";
        const QByteArray chat = R"({"model":"broken/b","messages":[{"role":"user","content":"Hi"}],)";
        QTest::newRow("ollama") << "/api/chat"_ba << chat + R"("stream":false,)" + tools + "}";
        QTest::newRow("ollama, streamed") << "/api/chat"_ba << chat + R"("stream":true,)" + tools + "}";
        const QByteArray gemini = R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]}]})";
        QTest::newRow("gemini") << "/v1beta/models/broken/b:generateContent"_ba << gemini;
        QTest::newRow("gemini, streamed") << "/v1beta/models/broken/b:streamGenerateContent?alt=sse"_ba << gemini;
        const QByteArray anthropic
            = chat + R"("max_tokens":50,"tools":[{"name":"wipe","input_schema":{"type":"object"}}])";
        QTest::newRow("anthropic") << "/v1/messages"_ba << anthropic + "}";
        QTest::newRow("anthropic, streamed") << "/v1/messages"_ba << anthropic + R"(,"stream":true})";
    }
    void aBrokenCallIsNoCall()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        const auto reply = post(path, body);
        QVERIFY2(reply.head.status == 502 || reply.body.contains("no JSON object"), reply.body.constData());
        QVERIFY2(reply.body.contains("error"), reply.body.constData());
        for (const QByteArray end : {R"("done":true)", R"("finishReason")", "message_stop",
                 R"("input":{})"
                 "}"})
            QVERIFY2(!reply.body.contains(end) || reply.body.contains("content_block"), reply.body.constData());
        QVERIFY(!reply.body.contains("message_stop"));
        // Formats that carry arguments as text hand them on.
        const auto text = chat("broken/b");
        QCOMPARE(text.head.status, 200);
        QVERIFY(text.body.contains("/tmp"));
    }

    void modelsListedMeanwhileAreServed()
    {
        QCOMPARE(chat("newcomer").head.status, 404);
        QCOMPARE(assay({u"models"_s, u"refresh"_s, u"late"_s}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(chat("newcomer").head.status, 200, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!listed(u"late/newcomer"_s).isEmpty(), 30'000);
    }

    void everyModelWithAChoiceIsReplayed()
    {
        const auto ask = [&](const QByteArray& model) {
            for (int i = 0; i < 6; ++i)
                QCOMPARE(chat(model).head.status, 200);
        };
        ask("plain/m");
        ask("other/m");
        ask("sandbox/swift");
        const QStringList verb{u"route"_s, u"simulate"_s, u"--ledger"_s, u"--from"_s, u"2020-01-01"_s};
        const auto replayed = [&] { return assay(verb + QStringList{u"--json"_s}).json(); };
        QTRY_VERIFY(replayed()["models"_L1][0]["requests"_L1].toInt() >= 12);
        const auto told = replayed();
        QCOMPARE(told["models"_L1].toArray().size(), 1);
        QCOMPARE(told["models"_L1][0]["model"_L1].toString(), u"m"_s);
        QCOMPARE(told["simulated"_L1].toBool(true), false);
        const auto served = told["models"_L1][0]["policies"_L1][0]["served_by"_L1].toObject();
        QCOMPARE(served.keys(), (QStringList{u"other"_s, u"plain"_s}));
        const double sum = told["total"_L1][0]["simulated_usd"_L1].toDouble();
        QVERIFY(sum > 0);
        const auto text = assay(verb);
        QVERIFY2(text.out.contains("m, ") && text.out.contains("All models together"), text.out.constData());
        QVERIFY2(text.out.contains(" 0.0005"), text.out.constData()); // some ten thousandths of a dollar
        QVERIFY2(!text.err.contains("\n is left out") && !text.err.startsWith(" is"), text.err.constData());
        QVERIFY(text.err.contains("simulated calls are left out"));
        const auto simulated = assay(verb + QStringList{u"--simulated"_s});
        QVERIFY2(!simulated.out.contains("plain"), simulated.out.constData()); // one endpoint: no choice
        QCOMPARE(simulated.code, 2);
    }
};

QTEST_GUILESS_MAIN(TestWishes)
#include "tst_wishes.moc"
