// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointstore.h"
#include "core/providers/dialectregistry.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

// The presets are data that the dialects read, so what counts is the address that comes out of both.
class TestEndpointAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetHasADialectAndSendsItsKeyInAHeader()
    {
        const EndpointStore presets = store();
        for (const Endpoint& endpoint : presets.list()) {
            const Dialect* dialect = m_dialects.find(endpoint.dialect);
            QVERIFY2(dialect, qPrintable(endpoint.id));
            const auto request = dialect->encode(chat(), u"some/model:1"_s, access(endpoint));
            QVERIFY2(request, request ? "" : qPrintable(endpoint.id + u": "_s + request.error().detail));
            QVERIFY2(!request->url.toString(QUrl::FullyEncoded).contains("canary"_L1), qPrintable(endpoint.id));
            QVERIFY2(!request->body.contains("canary"), qPrintable(endpoint.id));
            QVERIFY2(!request->url.path(QUrl::FullyEncoded).contains("//"_L1), qPrintable(request->url.toString()));
        }
    }

    void chatGoesToTheDocumentedAddress_data()
    {
        QTest::addColumn<QString>("chat");
        QTest::addColumn<QString>("models"); // empty: there is no list
        const auto row = [](const char* id, const char* chat, const char* models) {
            QTest::newRow(id) << QString::fromLatin1(chat) << QString::fromLatin1(models);
        };
        const auto usual = [&](const char* id, const char* base) {
            QTest::newRow(id) << QLatin1String(base) + u"/chat/completions"_s << QLatin1String(base) + u"/models"_s;
        };
        usual("openai", "https://api.openai.com/v1");
        row("openai-responses", "https://api.openai.com/v1/responses", "https://api.openai.com/v1/models");
        row("anthropic", "https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1/models?limit=1000");
        row("minimax", "https://api.minimax.io/anthropic/v1/messages", "-");
        row("google", "https://generativelanguage.googleapis.com/v1beta/models/m:streamGenerateContent?alt=sse",
            "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000");
        row("google-vertex",
            "https://aiplatform.googleapis.com/v1/projects/p1/locations/global/publishers/google/models/"
            "m:streamGenerateContent?alt=sse",
            "");
        row("cohere", "https://api.cohere.com/v2/chat",
            "https://api.cohere.com/v1/models?endpoint=chat&page_size=1000");
        row("perplexity", "https://api.perplexity.ai/chat/completions", "");
        row("github-models", "https://models.github.ai/inference/chat/completions", "");
        row("amazon-bedrock", "https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse-stream", "-");
        row("ollama", "http://127.0.0.1:11434/api/chat", "http://127.0.0.1:11434/api/tags");
        usual("azure", "https://contoso.openai.azure.com/openai/v1");
        usual("mistral", "https://api.mistral.ai/v1");
        usual("deepseek", "https://api.deepseek.com/v1");
        usual("xai", "https://api.x.ai/v1");
        usual("groq", "https://api.groq.com/openai/v1");
        usual("together", "https://api.together.ai/v1");
        usual("fireworks", "https://api.fireworks.ai/inference/v1");
        usual("openrouter", "https://openrouter.ai/api/v1");
        usual("zai", "https://api.z.ai/api/paas/v4");
        usual("upstage", "https://api.upstage.ai/v1/solar");
        usual("deepinfra", "https://api.deepinfra.com/v1/openai");
        usual("novita", "https://api.novita.ai/openai");
        usual("ai21", "https://api.ai21.com/studio/v1");
        usual("alibaba", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1");
        usual("cloudflare", "https://api.cloudflare.com/client/v4/accounts/abc/ai/v1");
        usual("huggingface", "https://router.huggingface.co/v1");
        usual("vercel", "https://ai-gateway.vercel.sh/v1");
        usual("litellm", "http://127.0.0.1:4000/v1");
        usual("llama-cpp", "http://127.0.0.1:8080/v1");
        usual("lmstudio", "http://127.0.0.1:1234/v1");
        usual("vllm", "http://127.0.0.1:8000/v1");
    }
    void chatGoesToTheDocumentedAddress()
    {
        QFETCH(QString, chat);
        QFETCH(QString, models);
        const auto endpoint = store().find(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(endpoint);
        const Dialect* dialect = m_dialects.find(endpoint->dialect);
        const auto request = dialect->encode(this->chat(), u"m"_s, access(*endpoint));
        QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
        QCOMPARE(request->url.toString(QUrl::FullyEncoded), chat);
        const auto list = dialect->listModels(access(*endpoint));
        if (models.isEmpty())
            QVERIFY(!list);
        else if (models != "-"_L1)
            QCOMPARE(list->url.toString(QUrl::FullyEncoded), models);
    }

    void bedrockTakesAPairOrAnApiKey()
    {
        EndpointAccess bedrock = access(*store().find(u"amazon-bedrock"));
        const Dialect* dialect = m_dialects.find(bedrock.endpoint.dialect);
        const auto authorization = [&](const QByteArray& key) {
            bedrock.key = Secret(key);
            const auto request = dialect->encode(chat(), u"m"_s, bedrock);
            if (!request)
                return "error: "_ba + request.error().detail.toUtf8();
            for (const HttpHeader& header : request->headers) {
                if (header.name.toLower() == "authorization")
                    return header.value;
            }
            return QByteArray();
        };
        QVERIFY(authorization("AKIA:secret").startsWith("AWS4-HMAC-SHA256 Credential=AKIA/"));
        QCOMPARE(authorization("ABSKc2VjcmV0"), "Bearer ABSKc2VjcmV0"_ba);
        QCOMPARE(authorization("bedrock-api-key-xyz"), "Bearer bedrock-api-key-xyz"_ba);
        QVERIFY(authorization("AKIA").startsWith("error: "));
    }

private:
    static EndpointStore store()
    {
        return EndpointStore(QString(),
            {{u"AZURE_RESOURCE_NAME"_s, u"contoso"_s}, {u"GOOGLE_CLOUD_PROJECT"_s, u"p1"_s},
                {u"CLOUDFLARE_ACCOUNT_ID"_s, u"abc"_s}});
    }
    static ChatRequest chat()
    {
        ChatRequest request;
        request.messages = {ChatMessage::text(Role::User, u"hello"_s)};
        return request;
    }
    static EndpointAccess access(const Endpoint& endpoint)
    {
        const bool aws = endpoint.auth == AuthScheme::AwsSigV4;
        return {.endpoint = endpoint,
            .key = Secret(aws ? "AKIA:sk-canary"_ba : "sk-canary"_ba),
            .now = QDateTime::currentDateTimeUtc()};
    }

    DialectRegistry m_dialects;
};

QTEST_GUILESS_MAIN(TestEndpointAddresses)
#include "tst_endpointaddresses.moc"
