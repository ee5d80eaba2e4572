// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/decodetesting.h"

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestOllamaDecoder : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"ollama"_s);

private Q_SLOTS:
    void cutsDoNotMatter_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"stream_tools.ndjson", "stream_error.ndjson", "body_cached.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void cutsDoNotMatter()
    {
        QFETCH(QString, name);
        const QString difference = firstDifference(answerOf(m_dialect, fixture(u"ollama/"_s + name)));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void readsToolsAndThinking()
    {
        const auto answer = read(m_dialect, fixture(u"ollama/stream_tools.ndjson"_s));
        QCOMPARE(answer.served->model, u"fixture:4b"_s);
        QCOMPARE(answer.reasoning, u"Two cities – two calls."_s);
        QCOMPARE(answer.text, u"Zürich and 東京 🌦"_s);
        const QList<ToolCall> calls{
            {u"ollama-call-20260805081056372432-0"_s, u"weather"_s, u"{\"city\":\"Zürich\",\"days\":3}"_s},
            {u"call_x"_s, u"clock"_s, u"{}"_s}};
        QCOMPARE(answer.toolCalls, calls);
        QCOMPARE(answer.finished, (Finished{FinishReason::ToolCalls, u"stop"_s}));
        QCOMPARE(shown(answer.usage->usage), shown(counts({{UsageClass::Input, 172}, {UsageClass::Output, 1209}})));
        // Nanoseconds beyond what a double holds keep their digits.
        QVERIFY(answer.usage->raw.contains("\"total_duration\":4611686018427387905"));
        QCOMPARE(QJsonDocument::fromJson(answer.usage->raw)["eval_duration"_L1].toInteger(), 17'691'544'468);
    }

    // A prompt that came whole from the cache has no count: unknown, not zero.
    void readsAnUnstreamedAnswer()
    {
        const auto answer = read(m_dialect, fixture(u"ollama/body_cached.json"_s));
        QCOMPARE(answer.text, u"Cut"_s);
        QCOMPARE(answer.finished, (Finished{FinishReason::Length, u"length"_s}));
        QCOMPARE(shown(answer.usage->usage), shown(counts({{UsageClass::Output, 5}})));
    }

    void keepsTheTextBeforeAnError()
    {
        const auto answer = read(m_dialect, fixture(u"ollama/stream_error.ndjson"_s));
        QCOMPARE(answer.text, u"Zürich and "_s);
        QVERIFY(answer.error->detail.contains(u"out of memory"_s));
        QCOMPARE(answer.terminalEvents, 1);
    }

    void aCutStreamIsTruncated()
    {
        const QByteArray whole = fixture(u"ollama/stream_tools.ndjson"_s);
        const qsizetype end = whole.lastIndexOf('{', whole.lastIndexOf("\"done\":true"));
        for (qsizetype cut = 1; cut < end; cut += 3) {
            const auto answer = read(m_dialect, whole.first(cut));
            QVERIFY2(answer.error, QByteArray::number(cut).constData());
            QCOMPARE(answer.error->kind, ErrorKind::Truncated);
        }
        // The last line may come without its line end.
        QVERIFY(read(m_dialect, whole.trimmed()).finished);
    }

    void readsErrors()
    {
        const Error missing = m_dialect.decodeError(headOf(404), R"({"error":"model 'nope' not found"})");
        QCOMPARE(missing.kind, ErrorKind::ModelNotFound);
        QCOMPARE(missing.detail, u"model 'nope' not found"_s);
        const Error bad = m_dialect.decodeError(headOf(400), R"({"error":"\u0022x\u0022 does not support thinking"})");
        QCOMPARE(bad.kind, ErrorKind::InvalidRequest);
        const Error tooLong = m_dialect.decodeError(
            headOf(400), R"({"error":"prompt too long; exceeded max context length by 12 tokens"})");
        QCOMPARE(tooLong.kind, ErrorKind::ContextTooLong);
        QCOMPARE(read(m_dialect, "<html>no</html>\n"_ba).error->kind, ErrorKind::Protocol);
    }

    void readsTheRecordedModelList()
    {
        const auto body = recordedBody(u"ollama/ollama_models-list_models-list_all-minilm-latest.json"_s);
        if (body.isEmpty())
            QSKIP("the shared recordings are not here");
        const auto page = m_dialect.decodeModels(body);
        const auto models = QJsonDocument::fromJson(body)["models"_L1];
        QCOMPARE(page->models.size(), models.toArray().size());
        for (qsizetype i = 0; i < page->models.size(); ++i)
            QCOMPARE(page->models[i].id, models[i]["model"_L1].toString());
    }
};

QTEST_GUILESS_MAIN(TestOllamaDecoder)
#include "tst_ollamadecoder.moc"
