// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "tests/core/providers/recordingcases.h"
#include "tests/support/corpus.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// Every recorded answer of every format in the table, and our own small fixtures in the same way.
class TestRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesHoweverItIsCut_data()
    {
        rows([](const Recording& recording) { return recording.head.status < 300; });
    }
    void agreesHoweverItIsCut();
    void readsWhatAPlainReaderReads_data()
    {
        rows([](const Recording& recording) { return recording.head.status < 300; });
    }
    void readsWhatAPlainReaderReads();
    void namesTheErrorKind_data()
    {
        rows([](const Recording& recording) { return recording.head.status >= 300; });
    }
    void namesTheErrorKind();
    void coversTheCorpus();

private:
    template <class Wanted> void rows(const Wanted& wanted);
    const RecordingFormat& formatOf(const Recording& recording) const;
    Encoded encoded(const Recording& recording) const;

    DialectRegistry m_dialects;
    QList<Recording> m_recordings;
    int m_fromCorpus = 0;
    QSet<QString> m_covered;
};

void TestRecordings::initTestCase()
{
    m_recordings = recordings();
    m_fromCorpus = static_cast<int>(m_recordings.size());
    for (const RecordingFormat& format : recordingFormats()) {
        const QDir folder(QStringLiteral(ASSAY_FIXTURES "/") + format.api);
        for (const QString& file : folder.entryList({u"answer-*"_s}, QDir::Files)) {
            Recording own;
            own.file = u"fixture/"_s + format.api + u'/' + file;
            own.api = format.api;
            own.isStream = file.endsWith(".sse"_L1) || file.endsWith(".ndjson"_L1);
            own.head.status = 200;
            own.body = fixture(format.api + u'/' + file);
            m_recordings.append(own);
        }
    }
}

template <class Wanted> void TestRecordings::rows(const Wanted& wanted)
{
    QTest::addColumn<qsizetype>("at");
    for (qsizetype at = 0; at < m_recordings.size(); ++at) {
        if (wanted(m_recordings[at]))
            QTest::newRow(qPrintable(m_recordings[at].file)) << at;
    }
    if (std::ranges::none_of(m_recordings, wanted))
        QTest::newRow("no recordings here") << qsizetype(-1);
}

const RecordingFormat& TestRecordings::formatOf(const Recording& recording) const
{
    return *std::ranges::find(recordingFormats(), recording.api, &RecordingFormat::api);
}

Encoded TestRecordings::encoded(const Recording& recording) const
{
    Encoded out;
    out.dialect = m_dialects.find(formatOf(recording).dialect);
    out.head = recording.head;
    out.body = recording.body;
    out.endpoint.id = recording.provider;
    out.endpoint.dialect = formatOf(recording).dialect;
    return out;
}

void TestRecordings::agreesHoweverItIsCut()
{
    QFETCH(qsizetype, at);
    QVERIFY(at >= 0);
    const QString difference = firstDifference(encoded(m_recordings[at]));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestRecordings::readsWhatAPlainReaderReads()
{
    QFETCH(qsizetype, at);
    QVERIFY(at >= 0);
    const Recording& recording = m_recordings[at];
    m_covered.insert(recording.file);
    const Expected expected = formatOf(recording).read(recording);
    const auto events = decodeWhole(encoded(recording));
    const Answer answer = collect(events);
    const auto json = [](const Usage& usage) { return QJsonDocument(usage.toJson()).toJson(QJsonDocument::Compact); };

    QCOMPARE(answer.text, expected.text);
    QCOMPARE(answer.reasoning, expected.reasoning);
    QCOMPARE(answer.refusal, expected.refusal);
    QCOMPARE(answer.toolCalls.size(), expected.toolCalls.size());
    for (qsizetype i = 0; i < answer.toolCalls.size(); ++i) {
        QCOMPARE(answer.toolCalls[i].id, expected.toolCalls[i].id);
        QCOMPARE(answer.toolCalls[i].name, expected.toolCalls[i].name);
        const QString& arguments = answer.toolCalls[i].arguments;
        const QString& wanted = expected.toolCalls[i].arguments;
        if (arguments != wanted && formatOf(recording).argumentsAreObjects)
            QCOMPARE(QJsonDocument::fromJson(arguments.toUtf8()), QJsonDocument::fromJson(wanted.toUtf8()));
        else
            QCOMPARE(arguments, wanted);
    }
    QCOMPARE(answer.terminalEvents, 1);
    QVERIFY(!answer.hasOutputAfterEnd);
    QCOMPARE(answer.error.has_value(), expected.error.has_value());
    if (expected.error)
        QCOMPARE(errorKindName(answer.error->kind), errorKindName(*expected.error));
    QCOMPARE(answer.finished.has_value(), expected.finishReason.has_value());
    if (expected.finishReason)
        QCOMPARE(finishReasonName(answer.finished->reason), finishReasonName(*expected.finishReason));
    QCOMPARE(json(answer.usage.value_or(UsageReport{}).usage), json(expected.usage));
    QCOMPARE(answer.usage && answer.usage->reportedCost ? answer.usage->reportedCost->toDecimalString() : QString(),
        expected.cost ? expected.cost->toDecimalString() : QString());
    if (!expected.model.isEmpty()) {
        QVERIFY(answer.served);
        QCOMPARE(answer.served->model, expected.model);
    }
    if (answer.usage) {
        QVERIFY(recording.body.contains(answer.usage->raw) || formatOf(recording).usageIsGathered);
        QVERIFY(!answer.usage->raw.isEmpty());
    }
}

void TestRecordings::namesTheErrorKind()
{
    QFETCH(qsizetype, at);
    if (at < 0)
        QSKIP("the shared recordings are not here");
    const Recording& recording = m_recordings[at];
    m_covered.insert(recording.file);
    const Encoded answer = encoded(recording);
    const Error error = answer.dialect->decodeError(answer.head, answer.body);
    QCOMPARE(errorKindName(error.kind), errorKindName(expectedErrorKind(recording)));
    QCOMPARE(error.httpStatus, recording.head.status);
    QVERIFY(!error.detail.isEmpty());
    QVERIFY2(!error.detail.trimmed().startsWith(u'{'), qPrintable(error.detail));
}

void TestRecordings::coversTheCorpus()
{
    if (m_fromCorpus == 0)
        QSKIP("the shared recordings are not here");
    for (const Recording& recording : m_recordings)
        QVERIFY2(m_covered.contains(recording.file), qPrintable(recording.file));
    qInfo("%d recordings and %d fixtures covered", m_fromCorpus, static_cast<int>(m_recordings.size()) - m_fromCorpus);
}

QTEST_GUILESS_MAIN(TestRecordings)
#include "tst_recordings.moc"
