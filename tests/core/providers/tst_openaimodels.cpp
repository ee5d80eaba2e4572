// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "tests/core/providers/decodetesting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

Endpoint openAi()
{
    Endpoint endpoint;
    endpoint.id = u"openai"_s;
    endpoint.baseUrl = QUrl(u"https://api.openai.com"_s);
    return endpoint;
}

} // namespace

class TestOpenAiModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsModels();
    void readsModelLists();
    void readsRecordedLists_data();
    void readsRecordedLists();

private:
    DialectRegistry m_dialects;
    const Dialect& m_dialect = *m_dialects.find(u"openai-chat"_s);
};

void TestOpenAiModels::listsModels()
{
    Endpoint endpoint = openAi();
    const auto http = m_dialect.listModels({.endpoint = endpoint, .key = Secret("k")});
    QVERIFY(http);
    QCOMPARE(http->method, "GET"_ba);
    QCOMPARE(http->url, QUrl(u"https://api.openai.com/v1/models"_s));
    endpoint.quirks.modelsPath = u"-"_s;
    QVERIFY(!m_dialect.listModels({.endpoint = endpoint, .key = {}}));
}

void TestOpenAiModels::readsModelLists()
{
    const auto page = m_dialect.decodeModels(R"({"object":"list","data":[{"id":"plain","object":"model"},
        {"id":"router/one","name":"One","context_length":200000,"architecture":{"input_modalities":["text","image","file"]},
         "top_provider":{"max_completion_tokens":8192},"supported_parameters":["tools","structured_outputs","seed"]},
        {"id":"vectors","type":"embedding"},{"id":"groq","context_window":131072,"max_completion_tokens":32768},
        {"id":"vllm","max_model_len":4096},{"id":"mis","max_context_length":32000,"capabilities":{"vision":true,"function_calling":true}},
        {"id":"llama","meta":{"n_ctx":512,"n_ctx_train":8192}}]})");
    QVERIFY(page);
    QCOMPARE(page->models.size(), 6);
    QCOMPARE(page->models[0], (ModelInfo{.id = u"plain"_s, .name = u"plain"_s}));
    QCOMPARE(page->models[1].name, u"One"_s);
    QCOMPARE(page->models[1].contextTokens, 200000);
    QCOMPARE(page->models[1].maxOutputTokens, 8192);
    QCOMPARE(page->models[1].inputs, QStringList({u"text"_s, u"image"_s, u"pdf"_s}));
    QCOMPARE(page->models[1].capabilities, QStringList({u"tools"_s, u"structured_output"_s}));
    QCOMPARE(page->models[2].contextTokens, 131072);
    QCOMPARE(page->models[3].contextTokens, 4096);
    QCOMPARE(page->models[4].inputs, QStringList({u"text"_s, u"image"_s}));
    QCOMPARE(page->models[5].contextTokens, 512);
    QCOMPARE(m_dialect.decodeModels(R"([{"id":"bare"}])")->models.size(), 1);
    QVERIFY(!m_dialect.decodeModels("{}"));
    QVERIFY(!m_dialect.decodeModels("<html>"));
    QCOMPARE(m_dialect.decodeModels(R"({"error":{"message":"no","code":"invalid_api_key"}})").error().kind,
        ErrorKind::Authentication);
}

void TestOpenAiModels::readsRecordedLists_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("Groq") << u"groq/groq_models-list_models-list.json"_s;
    QTest::newRow("llama.cpp") << u"llamacpp/llamacpp_models-list_models-list_qwen3-1-7b-q4-k-m-gguf.json"_s;
    QTest::newRow("LM Studio") << u"lmstudio/lmstudio_models-list_models-list.json"_s;
    QTest::newRow("Mistral") << u"mistral/mistral_models-list_models-list.json"_s;
}

void TestOpenAiModels::readsRecordedLists()
{
    if (corpusFolder().isEmpty())
        QSKIP("the shared recordings are not here");
    QFETCH(QString, file);
    const QByteArray body = recordedBody(file);
    const QJsonArray listed = QJsonDocument::fromJson(body).object().value("data"_L1).toArray();
    QVERIFY(!listed.isEmpty());
    const auto page = m_dialect.decodeModels(body);
    QVERIFY(page);
    QHash<QString, ModelInfo> read;
    for (const auto& model : page->models)
        read.insert(model.id, model);
    for (const auto& model : listed) {
        const QString id = model["id"_L1].toString();
        QVERIFY2(read.contains(id), qPrintable(id));
        for (const auto name : {"context_window"_L1, "max_context_length"_L1}) {
            if (model.toObject().contains(name))
                QCOMPARE(read[id].contextTokens, model[name].toInteger());
        }
    }
    QCOMPARE(page->models.size(), listed.size());
}

QTEST_GUILESS_MAIN(TestOpenAiModels)
#include "tst_openaimodels.moc"
