// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/endpoint.h"
#include "core/providers/dialectregistry.h"
#include "core/providers/unkeptmedia.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestUnkeptMedia : public QObject
{
    Q_OBJECT

private:
    const DialectRegistry m_dialects;

    QString textOf(const QString& dialect, const QByteArray& type, const QByteArray& answer)
    {
        Endpoint endpoint;
        endpoint.dialect = dialect;
        const HttpHead head{.status = 200, .headers = {{.name = "content-type", .value = type}}};
        const auto decoder = m_dialects.find(dialect)->decoder(head, endpoint);
        auto events = decoder->feed(answer);
        events += decoder->finish();
        QString text;
        bool finished = false;
        for (const auto& event : events) {
            if (const auto* delta = std::get_if<TextDelta>(&event))
                text += delta->text;
            finished = finished || std::holds_alternative<Finished>(event);
        }
        return finished ? text : u"not finished: "_s + text;
    }

private Q_SLOTS:
    void sizesAndAddresses()
    {
        for (int size = 0; size < 10; ++size)
            QCOMPARE(base64Size(QByteArray(size, 'x').toBase64().toStdString()), size);
        QCOMPARE(unkeptImage("data:image/webp;base64,AAAAAAAA"), u"[image not kept: image/webp, 6 bytes]"_s);
        QCOMPARE(unkeptImage("https://pictures.test/a.png"), u"[image not fetched: https://pictures.test/a.png]"_s);
        QCOMPARE(unkeptMedia({}, 7), u"[file not kept: unknown type, 7 bytes]"_s);
    }

    void answersNameWhatTheyHeld_data()
    {
        QTest::addColumn<QString>("dialect");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("text");
        QTest::newRow("Gemini, picture") << u"gemini"_s << "application/json"_ba
                                         << R"({"candidates":[{"content":{"parts":[{"text":"Here: "},{"inlineData":
            {"mimeType":"image/png","data":"iVBORw0KGgo="}}]},"finishReason":"STOP"}]})"_ba
                                         << u"Here: [image not kept: image/png, 8 bytes]"_s;
        QTest::newRow("OpenRouter, picture") << u"openai-chat"_s << "application/json"_ba
                                             << R"({"id":"gen-1","model":"m","choices":[{"index":0,"message":
            {"role":"assistant","content":"Here.","images":[{"type":"image_url","image_url":
            {"url":"data:image/png;base64,iVBORw0KGgo="}}]},"finish_reason":"stop"}]})"_ba
                                             << u"[image not kept: image/png, 8 bytes]Here."_s;
        QTest::newRow("OpenAI, sound in pieces")
            << u"openai-chat"_s << "text/event-stream"_ba
            << "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"id\":\"a\","
               "\"transcript\":\"Good \"}}}]}\n\n"
               "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"data\":"
               "\"AAAA\"}}}]}\n\n"
               "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"data\":\"AAAA\","
               "\"transcript\":\"day.\"}}}]}\n\n"
               "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
               "\"stop\"}]}\n\ndata: [DONE]\n\n"_ba
            << u"Good day.[audio not kept: audio, 6 bytes]"_s;
        QTest::newRow("Responses, picture") << u"openai-responses"_s << "application/json"_ba
                                            << R"({"id":"r","object":"response","model":"m","status":"completed",
            "output":[{"type":"image_generation_call","status":"completed","output_format":"webp",
            "result":"iVBORw0KGgo="}]})"_ba << u"[image not kept: image/webp, 8 bytes]"_s;
    }
    void answersNameWhatTheyHeld()
    {
        QFETCH(QString, dialect);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, answer);
        QTEST(textOf(dialect, type, answer), "text");
    }
};

QTEST_GUILESS_MAIN(TestUnkeptMedia)
#include "tst_unkeptmedia.moc"
