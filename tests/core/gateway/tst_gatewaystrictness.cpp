// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// A format by its address and the smallest body that it takes; `%1` stands before the closing brace.
struct Format {
    QByteArray path;
    QByteArray body;
    QByteArray text; ///< what an error of this format holds beside its message
};

const QMap<QByteArray, Format> kFormats{
    {"chat",
        {"/v1/chat/completions", R"({"model":"sandbox/swift","messages":[{"role":"user","content":"hi"}]%1})",
            "\"code\":"}},
    {"messages",
        {"/v1/messages", R"({"model":"sandbox/swift","max_tokens":9,"messages":[{"role":"user","content":"hi"}]%1})",
            R"("type":"error")"}},
    {"responses", {"/v1/responses", R"({"model":"sandbox/swift","input":"hi"%1})", "\"code\":"}},
    {"gemini",
        {"/v1beta/models/sandbox/swift:generateContent", R"({"contents":[{"parts":[{"text":"hi"}]}]%1})",
            "\"status\":"}},
    {"ollama",
        {"/api/chat", R"({"model":"sandbox/swift","stream":false,"messages":[{"role":"user","content":"hi"}]%1})",
            "{\"error\":\""}},
    {"generate", {"/api/generate", R"({"model":"sandbox/swift","stream":false,"prompt":"hi"%1})", "{\"error\":\""}},
    {"completions", {"/v1/completions", R"({"model":"sandbox/swift","prompt":"hi"%1})", "\"code\":"}},
};

const QByteArray kAsked = R"("messages":[{"role":"user","content":"hi"},)";

} // namespace

/// Bodies that are nearly right. What is not understood is refused by the name of the field and in the format's own
/// form; what clients are known to send beside the letter of a format is taken.
class TestGatewayStrictness : public QObject, private GatewayScene
{
    Q_OBJECT

private:
    static QByteArray with(const QByteArray& format, const QByteArray& more)
    {
        return QByteArray(kFormats[format].body).replace("%1", more.isEmpty() ? QByteArray() : ',' + more);
    }
    /// A body without the member of that name that the smallest has, and with another.
    static QByteArray instead(const QByteArray& format, const QByteArray& name, const QByteArray& member)
    {
        auto object = QJsonDocument::fromJson(with(format, {})).object();
        object.remove(QString::fromLatin1(name));
        QByteArray out = QJsonDocument(object).toJson(QJsonDocument::Compact);
        if (member.isEmpty())
            return out;
        return out.insert(out.size() - 1, (object.isEmpty() ? "" : ",") + member);
    }
    RawReply send(const QByteArray& format, const QByteArray& body)
    {
        return m_gateway->post(kFormats[format].path, body);
    }
    static void compareRefusal(const RawReply& reply, const QByteArray& format, const QByteArray& named)
    {
        QVERIFY2(reply.head.status == 400, reply.body.constData());
        QVERIFY2(reply.body.contains(named), reply.body.constData());
        QVERIFY2(reply.body.contains(kFormats[format].text), reply.body.constData());
    }
    /// With the member `name` of the smallest body put otherwise; no name: with one more.
    static void row(const QByteArray& format, const QByteArray& name, const QByteArray& member, const QByteArray& named)
    {
        const QByteArray body = name.isEmpty() ? with(format, member) : instead(format, name, member);
        QTest::addRow("%s %s", format.constData(), member.right(110).constData()) << format << body << named;
    }

private Q_SLOTS:
    void initTestCase() { begin(); }

    void whatIsWrongIsRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("named");
        for (const auto& [format, members] :
            QMap<QByteArray, QByteArrayList>{
                {"chat",
                    {R"("temperature":99)", R"("temperature":-1)", R"("top_p":7)", R"("presence_penalty":-3)",
                        R"("frequency_penalty":"1")", R"("max_tokens":-5)", R"("max_tokens":1.5)",
                        R"("max_completion_tokens":1e400)", R"("seed":1.5)", R"("n":"2")", R"("stop":[1])",
                        R"("reasoning":"high")", R"("reasoning":{"effort":3})", R"("reasoning_effort":3)",
                        R"("response_format":"json")", R"("tool_choice":4)", R"("parallel_tool_calls":"no")",
                        R"("tools":{"type":"function"})", R"("tools":["f"])", R"("user":7)", R"("models":["a",1])",
                        R"("metadata":"x")", R"("model":"sandbox/none")", R"("temperature":NaN)"}},
                {"messages",
                    {R"("temperature":99)", R"("top_p":7)", R"("top_k":1.5)", R"("system":12)", R"("system":["a"])",
                        R"("system":[{"type":"text","text":1}])", R"("stop_sequences":"x")", R"("stop_sequences":[1])",
                        R"("tools":"x")", R"("tools":[{}])", R"("tools":[{"name":12}])",
                        R"("tools":[{"name":"f","input_schema":"x"}])", R"("tool_choice":"auto")",
                        R"("tool_choice":{"type":"foo"})", R"("tool_choice":{"type":"tool"})", R"("thinking":"x")",
                        R"("thinking":{"type":"foo"})", R"("thinking":{"type":"enabled"})",
                        R"("thinking":{"type":"enabled","budget_tokens":"1024"})", R"("metadata":"x")",
                        R"("output_config":"x")", R"("output_config":{"effort":12})", R"("thread":"x")",
                        R"("service_tier":12)"}},
                {"responses",
                    {R"("max_output_tokens":"9")", R"("max_output_tokens":-7)", R"("temperature":3)", R"("top_p":-1)",
                        R"("instructions":["a"])", R"("tools":{})", R"("tools":[{"type":"function"}])",
                        R"("tools":[{"type":"function","name":"f","parameters":"x"}])", R"("tool_choice":5)",
                        R"("reasoning":"x")", R"("text":"x")", R"("text":{"format":"json"})",
                        R"("text":{"verbosity":1})", R"("store":"false")", R"("background":1)",
                        R"("previous_response_id":7)", R"("include":"x")", R"("parallel_tool_calls":1)"}},
                {"completions",
                    {R"("max_tokens":"9")", R"("temperature":3)", R"("stop":{})", R"("n":2.5)", R"("seed":"x")"}},
                {"generate",
                    {R"("system":5)", R"("images":"x")", R"("images":["@@"])", R"("think":3)", R"("format":"xml")",
                        R"("options":[])", R"("options":{"temperature":"hot"})", R"("raw":"yes")"}},
                {"ollama",
                    {R"("options":"x")", R"("options":{"num_predict":"9"})", R"("options":{"top_k":1.5})",
                        R"("options":{"temperature":-1})", R"("options":{"stop":[1]})", R"("format":7)",
                        R"("format":"yaml")", R"("tools":[1])", R"("tools":[{"type":"function"}])", R"("think":[])"}},
                {"gemini",
                    {R"("generationConfig":"x")", R"("generationConfig":{"temperature":3})",
                        R"("generationConfig":{"temperature":"hot"})", R"("generationConfig":{"maxOutputTokens":1.5})",
                        R"("generationConfig":{"top_p":7})", R"("generationConfig":{"stopSequences":"x"})",
                        R"("generationConfig":{"candidateCount":17})", R"("generationConfig":{"responseSchema":"x"})",
                        R"("generationConfig":{"thinkingConfig":{"thinkingBudget":"much"}})",
                        R"("systemInstruction":"Be brief")", R"("systemInstruction":{"parts":[]})", R"("tools":{})",
                        R"("tools":[{"functionDeclarations":{}}])", R"("tools":[{"functionDeclarations":[{}]}])",
                        R"("toolConfig":{"functionCallingConfig":{"mode":"SOME"}})", R"("safetySettings":"x")"}},
            }
                .asKeyValueRange()) {
            for (const auto& member : members) {
                if (member.contains("sandbox/none"))
                    row(format, "model", R"("model":5)", "model: a name is expected");
                else
                    row(format, {}, member, member.mid(1, member.indexOf('"', 1) - 1));
            }
        }
    }
    void whatIsWrongIsRefusedByName()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, named);
        // `candidateCount` and the like are named without the object they stand in.
        const auto reply = send(format, body);
        QVERIFY2(reply.head.status == 400, reply.body.constData());
        QVERIFY2(reply.body.contains(kFormats[format].text), reply.body.constData());
        const QByteArray inner = body.contains("candidateCount")                       ? "candidateCount"_ba
            : body.contains("thinkingConfig")                                          ? "thinkingConfig"_ba
            : body.contains("response_format") || body.contains("\"format\":\"json\"") ? "format"_ba
                                                                                       : named;
        QVERIFY2(reply.body.contains(inner), reply.body.constData());
    }

    void contentIsNeverDropped_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("named");
        const QByteArray call
            = R"({"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},)";
        for (const QByteArray message :
            {R"({"role":"user"})", R"({"role":"user","content":null})", R"({"role":"user","content":12})",
                R"({"role":"user","content":[]})", R"({"role":"user","content":["hi"]})",
                R"({"role":"user","content":{"type":"text","text":"x"}})",
                R"({"role":"user","content":[{"type":"text"}]})",
                R"({"role":"user","content":[{"type":"text","text":12}]})",
                R"({"role":"user","content":[{"type":"foo"}]})", R"({"role":"x","content":"a"})", R"({"content":"a"})",
                R"({"role":"user","content":[{"type":"image"}]})",
                R"({"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk=@@"}}]})",
                R"({"role":"user","content":[{"type":"tool_result","content":"x"}]})",
                R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":12}]})",
                R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"foo"}]}]})",
                R"({"role":"assistant","content":[{"type":"tool_use","id":"t","input":{}}]})",
                R"({"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":"x"}]})"})
            row("messages", "messages",
                kAsked + (message.contains("tool_result") ? call : QByteArray()) + message + ']', "messages");
        for (const QByteArray messages : {"[]", "null", "\"hi\"", "[\"hi\"]", "[null]", "[[]]"})
            row("messages", "messages", "\"messages\":" + messages, "messages");
        for (const QByteArray input :
            {"12", "{}", "[]", "null", R"(["hi"])", R"([{"role":"user"}])", R"([{"role":"user","content":12}])",
                R"([{"role":"x","content":"a"}])", R"([{"role":"user","content":[{"type":"input_text"}]}])",
                R"([{"role":"user","content":[{"type":"foo"}]}])", R"([{"type":"foo"}])",
                R"([{"type":"function_call","name":"f","arguments":"{}"}])",
                R"([{"type":"function_call","call_id":"c","arguments":"{}"}])",
                R"([{"type":"function_call","call_id":"c","name":"f","arguments":{}}])",
                R"([{"type":"function_call_output","output":"x"}])",
                R"([{"type":"function_call_output","call_id":"c","output":12}])",
                R"([{"type":"function_call_output","call_id":"c"}])"})
            row("responses", "input", "\"input\":" + input, "input");
        for (const QByteArray contents : {"[]", "null", "\"hi\"", R"(["hi"])", R"([{"role":"user"}])",
                 R"([{"parts":[]}])", R"([{"parts":[{"text":12}]}])", R"([{"parts":[{}]}])", R"([{"parts":["hi"]}])",
                 R"([{"role":"x","parts":[{"text":"a"}]}])",
                 R"([{"parts":[{"inlineData":{"mimeType":"image/png","data":"@@"}}]}])",
                 R"([{"parts":[{"fileData":{"mimeType":"application/pdf","fileUri":"https://x/y.pdf"}}]}])",
                 R"([{"role":"model","parts":[{"functionCall":{"args":{}}}]},{"parts":[{"text":"a"}]}])",
                 R"([{"role":"model","parts":[{"functionCall":{"name":"f","args":"x"}}]},{"parts":[{"text":"a"}]}])",
                 R"([{"parts":[{"functionResponse":{"response":{}}}]}])",
                 R"([{"parts":[{"functionResponse":{"name":"f"}}]}])"})
            row("gemini", "contents", "\"contents\":" + contents, "content");
        for (const QByteArray messages :
            {"\"hi\"", R"(["hi"])", R"([{"role":"user","content":[{"type":"text","text":"x"}]}])",
                R"([{"role":"user","content":12}])", R"([{"role":"x","content":"a"}])",
                R"([{"role":"user","content":"a","images":"x"}])", R"([{"role":"user","content":"a","images":[1]}])",
                R"([{"role":"user","content":"a"},{"role":"assistant","tool_calls":[{"function":{"arguments":{}}}]}])",
                R"([{"role":"user","content":"a"},{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":3}}]}])"})
            row("ollama", "messages", "\"messages\":" + messages,
                messages.contains("tool_calls") ? "tool_calls" : "messages");
        for (const QByteArray prompt : {"12", R"(["hi"])", "{}"})
            row("generate", "prompt", "\"prompt\":" + prompt, "prompt");
        for (const QByteArray prompt : {"12", R"(["a","b"])", "[1,2]", "null", "{}"})
            row("completions", "prompt", "\"prompt\":" + prompt, "prompt");
    }
    void contentIsNeverDropped()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, named);
        compareRefusal(send(format, body), format, named);
    }

    void whatClientsReallySendIsTaken_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("named");
        for (const auto& [format, members] :
            QMap<QByteArray, QByteArrayList>{
                {"chat",
                    {R"("max_tokens":-1)", R"("max_tokens":64.0)",
                        R"("max_tokens":null,"temperature":null,"stop":null)",
                        R"("tools":null,"tool_choice":null,"response_format":null,"stream":null,"user":null)",
                        R"("top_k":-1)", R"("tools":[])",
                        R"("n":1,"logit_bias":{},"service_tier":"auto","foo":{"a":1})"}},
                {"messages",
                    {R"("system":null,"tools":null,"tool_choice":null,"thinking":null,"metadata":null)",
                        R"("stop_sequences":null,"temperature":null,"top_k":null,"stream":null,"output_format":null)",
                        R"("metadata":{"user_id":null})", R"("thinking":{"type":"enabled","budget_tokens":1024.0})",
                        R"("thinking":{"type":"disabled"})", R"("tools":[{"name":"f","description":null}])",
                        R"("system":[])", R"("system":"")", R"("foo":[1])"}},
                {"responses",
                    {R"("max_output_tokens":-1)", R"("max_output_tokens":64.0)",
                        R"("instructions":null,"tools":null,"text":null,"reasoning":null,"store":null,"user":null)",
                        R"("previous_response_id":null,"conversation":null,"background":null,"metadata":null)",
                        R"("text":{"format":null})", R"("reasoning":{"effort":null,"summary":null})", R"("foo":1)"}},
                {"completions",
                    {R"("max_tokens":-1)", R"("suffix":null,"stop":null,"logprobs":null,"echo":false)",
                        R"("max_tokens":16.0,"best_of":1)"}},
                {"generate",
                    {R"("system":null,"template":null,"context":null,"raw":null,"images":null,"format":null)",
                        R"("format":"","options":{"num_predict":-1,"num_ctx":4096},"keep_alive":"5m")"}},
                {"ollama",
                    {R"("options":null,"tools":null,"format":null,"think":null,"keep_alive":-1)",
                        R"("options":{"num_predict":-2,"temperature":null,"top_k":40.0,"mirostat":0})",
                        R"("format":"","think":"low")"}},
                {"gemini",
                    {R"("generationConfig":null,"systemInstruction":null,"tools":null,"cachedContent":null)",
                        R"("generationConfig":{"maxOutputTokens":"64","temperature":"0.5","topK":40.0,"topP":null})",
                        R"("generationConfig":{"candidateCount":1,"stopSequences":null})", R"("model":"models/else")",
                        R"("toolConfig":{"functionCallingConfig":{"mode":"MODE_UNSPECIFIED"}},"labels":null)"}},
            }
                .asKeyValueRange()) {
            for (const auto& member : members)
                row(format, {}, member, {});
        }
        row("completions", "prompt", R"("prompt":["hi"])", {});
        row("messages", "messages",
            kAsked + R"({"role":"assistant","content":null},{"role":"user","content":[{"type":"text","text":"b"}]}])",
            {});
        row("messages", "messages",
            kAsked
                + R"({"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]}])",
            {});
        row("ollama", "messages", kAsked + R"({"role":"assistant"},{"role":"user","content":"b"}])", {});
        row("gemini", "contents", R"("contents":[{"parts":{"text":"hi"}},{"role":"model"},{"parts":[{"text":"b"}]}])",
            {});
        row("responses", "input",
            R"("input":[{"role":"user","content":"hi"},{"role":"assistant","content":null},{"role":"user","content":"b"}])",
            {});
    }
    void whatClientsReallySendIsTaken()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, body);
        const auto reply = send(format, body);
        QVERIFY2(reply.head.status == 200, reply.body.constData());
    }

    void bodiesOfAnyBytes()
    {
        for (const auto& [format, spec] : kFormats.asKeyValueRange()) {
            const QByteArray good = with(format, {});
            const QByteArray cut = good.chopped(2);
            for (const QByteArray& bad : QByteArrayList{{}, "null", "[]", "\"x\"", cut, good + 'x', good + good,
                     with(format, "\"foo\":" + QByteArray(2000, '[') + QByteArray(2000, ']')),
                     with(format, "\"foo\":\"" + QByteArray("\xFF\xFE") + '"'), with(format, "\"a\":1,\"a\":2"),
                     with(format, R"("foo":NaN)"), with(format, "\"foo\":\"a\tb\""), '\0' + good}) {
                const auto reply = send(format, bad);
                QVERIFY2(
                    reply.head.status == 400, QByteArray(format + ' ' + bad.left(200) + '\n' + reply.body).constData());
                QVERIFY2(reply.body.contains(spec.text), QByteArray(format + ' ' + reply.body).constData());
            }
            QByteArray members;
            for (int i = 0; i < 1000; ++i)
                members += (i ? ",\"m" : "\"m") + QByteArray::number(i) + "\":1";
            QCOMPARE(send(format, with(format, members)).head.status, 400);
            for (const QByteArray& fine : QByteArrayList{"\xEF\xBB\xBF" + good, good + "\r\n \n",
                     QByteArray(good).replace("hi", "a\\ud800b"), QByteArray(good).replace("hi", "a\\u0000b")}) {
                const auto reply = send(format, fine);
                QVERIFY2(reply.head.status == 200,
                    QByteArray(format + ' ' + fine.left(200) + '\n' + reply.body).constData());
            }
        }
    }

    /// Old clients say "no limit" so; servers that do not know it would refuse it.
    void noLimitIsNotSentOn_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("dialect");
        QTest::addColumn<QByteArray>("body");
        const QByteArray chat = R"({"model":"up/m","messages":[{"role":"user","content":"hi"}],"max_tokens":-1})";
        QTest::newRow("same format") << "/v1/chat/completions"_ba << QByteArray() << chat;
        QTest::newRow("newer name") << "/v1/chat/completions"_ba << QByteArray()
                                    << QByteArray(chat).replace("max_tokens", "max_completion_tokens");
        QTest::newRow("Gemini") << "/v1/chat/completions"_ba << "gemini"_ba << chat;
        QTest::newRow("Ollama") << "/v1/chat/completions"_ba << "ollama"_ba << chat;
        QTest::newRow("Responses") << "/v1/responses"_ba << "openai-responses"_ba
                                   << R"({"model":"up/m","input":"hi","max_output_tokens":-1})"_ba;
        QTest::newRow("completions") << "/v1/completions"_ba << QByteArray()
                                     << R"({"model":"up/m","prompt":"hi","max_tokens":-1})"_ba;
    }
    void noLimitIsNotSentOn()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, dialect);
        QFETCH(QByteArray, body);
        m_gateway->routes->upstreamDialect = QString::fromLatin1(dialect);
        m_upstream->enqueue({step::ReadRequest{}, step::Send{"HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}"},
            step::Repeat{}});
        const auto before = m_upstream->requests().size();
        m_gateway->post(path, body);
        m_gateway->routes->upstreamDialect.clear();
        QVERIFY(m_upstream->requests().size() > before);
        const auto sent = m_upstream->requests().at(before);
        QVERIFY(sent.body.contains("hi"));
        QVERIFY2(!sent.body.contains("-1"), sent.body.constData());
    }

    void methodsAndPaths_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        QTest::addColumn<QByteArray>("text");
        const QByteArray chat = "\"code\":";
        for (const auto& spec : kFormats) {
            for (const QByteArray method : {"GET", "PUT", "DELETE", "PATCH"})
                QTest::addRow("%s %s", method.constData(), spec.path.constData())
                    << method << spec.path << 405 << "POST"_ba << spec.text;
            QTest::addRow("OPTIONS %s", spec.path.constData())
                << "OPTIONS"_ba << spec.path << 200 << "POST, OPTIONS"_ba << QByteArray();
        }
        for (const QByteArray path : {"/v1/embeddings", "/v1/messages/count_tokens", "/v1/responses/input_tokens",
                 "/api/embed", "/api/embeddings", "/api/show"})
            QTest::addRow("GET %s", path.constData()) << "GET"_ba << path << 405 << "POST"_ba << QByteArray();
        for (const QByteArray path : {"/v1/models", "/v1/models/sandbox/swift", "/v1/key", "/v1/generation",
                 "/api/tags", "/api/ps", "/api/version", "/v1beta/models", "/v1beta/models/sandbox/swift"})
            QTest::addRow("POST %s", path.constData()) << "POST"_ba << path << 405 << "GET, HEAD"_ba << QByteArray();
        QTest::newRow("PUT an answer") << "PUT"_ba << "/v1/responses/r1"_ba << 405 << "GET, HEAD, DELETE"_ba << chat;
        QTest::newRow("GET a cancelling") << "GET"_ba << "/v1/responses/r1/cancel"_ba << 405 << "POST"_ba << chat;
        for (const QByteArray method : {"GET", "POST", "OPTIONS", "DELETE"}) {
            QTest::addRow("%s nowhere", method.constData())
                << method << "/v1/nowhere"_ba << 404 << QByteArray() << chat;
            QTest::addRow("%s nowhere, Ollama", method.constData())
                << method << "/api/nowhere"_ba << 404 << QByteArray() << "{\"error\":\""_ba;
            QTest::addRow("%s nowhere, Gemini", method.constData())
                << method << "/v1beta/nowhere"_ba << 404 << QByteArray() << R"("status":"NOT_FOUND")"_ba;
            QTest::addRow("%s nowhere, Anthropic", method.constData())
                << method << "/v1/messages/nowhere"_ba << 404 << QByteArray() << R"("type":"not_found_error")"_ba;
        }
    }
    void methodsAndPaths()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, allow);
        QFETCH(QByteArray, text);
        const auto reply = m_gateway->send(method, path, method == "POST" ? "{}"_ba : QByteArray(), m_gateway->auth());
        QVERIFY2(reply.head.status == status, reply.body.constData());
        QCOMPARE(reply.head.header("allow"), allow);
        QVERIFY2(reply.body.contains(text), reply.body.constData());
    }

    void headIsGetWithoutBody()
    {
        for (const QByteArray path : {"/v1/models", "/v1/key", "/api/tags", "/v1beta/models"}) {
            const auto reply = m_gateway->send("HEAD", path, {}, m_gateway->auth() + "connection: close\r\n");
            QCOMPARE(reply.head.status, 200);
            QVERIFY(reply.body.isEmpty());
        }
        const auto reply = m_gateway->send("HEAD", "/v1/messages", {}, m_gateway->auth() + "connection: close\r\n");
        QCOMPARE(reply.head.status, 405);
        QVERIFY(reply.body.isEmpty());
    }

    /// What is refused before its body is read, too.
    void tooLargeInTheFormatsOwnForm()
    {
        for (const auto& spec : kFormats) {
            RawClient client(m_gateway->port);
            client.write("POST " + spec.path + " HTTP/1.1\r\n" + m_gateway->host() + m_gateway->auth()
                + "content-length: 999999999\r\n\r\n");
            const auto reply = client.reply();
            QCOMPARE(reply.head.status, 413);
            QVERIFY2(reply.body.contains(spec.text), reply.body.constData());
        }
    }

    void nothingToEmbed()
    {
        m_gateway->routes->upstreamDialect.clear();
        for (const QByteArray member : {"", R"(,"input":null)", R"(,"input":[])", R"(,"input":12)",
                 R"(,"input":[null])", R"(,"input":["a",{}])", R"(,"input":"a","dimensions":0)",
                 R"(,"input":"a","dimensions":"8")", R"(,"input":"a","encoding_format":1)"}) {
            const auto reply = m_gateway->post("/v1/embeddings", R"({"model":"up/m")" + member + '}');
            QVERIFY2(reply.head.status == 400, QByteArray(member + reply.body).constData());
        }
        for (const QByteArray body : {R"({"model":"up/m"})", R"({"model":"up/m","prompt":12})"})
            QCOMPARE(m_gateway->post("/api/embeddings", body).head.status, 400);
        for (const QByteArray body : {R"({})", R"({"requests":[]})", R"({"requests":[{"content":{"parts":[]}}]})"})
            QCOMPARE(m_gateway->post("/v1beta/models/up/m:batchEmbedContents", body).head.status, 400);
        for (const QByteArray body : {"", "[]", "{}", R"({"model":12})"})
            QCOMPARE(m_gateway->post("/api/show", body).head.status, 400);
    }
};

QTEST_GUILESS_MAIN(TestGatewayStrictness)
#include "tst_gatewaystrictness.moc"
