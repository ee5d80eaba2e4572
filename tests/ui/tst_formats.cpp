// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString thin(QString text)
{
    return text.replace(u'_', QChar(kThinSpace));
}

} // namespace

class TestFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cost_data()
    {
        QTest::addColumn<qint64>("pico");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0LL << u"$0.0000"_s;
        QTest::newRow("tiny") << 1LL << u"<$0.0001"_s;
        QTest::newRow("just below half a place") << 49'999'999LL << u"<$0.0001"_s;
        QTest::newRow("half a place") << 50'000'000LL << u"$0.0001"_s;
        QTest::newRow("call") << 13'700'000'000LL << u"$0.0137"_s;
        QTest::newRow("rounds half up") << 13'650'000'000LL << u"$0.0137"_s;
        QTest::newRow("rounds down") << 13'649'999'999LL << u"$0.0136"_s;
        QTest::newRow("nearly a dollar") << 999'950'000'000LL << u"$1.0000"_s;
        QTest::newRow("a dollar") << 1'000'000'000'000LL << u"$1.00"_s;
        QTest::newRow("thousands") << 1'234'567'891'000'000'000LL << u"$1,234,567.89"_s;
        QTest::newRow("negative") << -13'700'000'000LL << u"\u2212$0.0137"_s;
        QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << u"\u2212$9,223,372.04"_s;
    }
    void cost()
    {
        QFETCH(qint64, pico);
        QFETCH(QString, text);
        QCOMPARE(Formats(QLocale::c()).cost(Money::fromPico(pico)).remove(u','), QString(text).remove(u','));
        QCOMPARE(Formats(QLocale(QLocale::English, QLocale::UnitedStates)).cost(Money::fromPico(pico)), text);
    }

    void localeDecides()
    {
        const Formats german(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(german.cost(Money::fromPico(13'700'000'000)), u"$0,0137"_s);
        QCOMPARE(german.duration(920ms), thin(u"0,92_s"_s));
        QCOMPARE(german.exactCount(12'345), u"12.345"_s);
    }

    void unknownIsWordsNeverZero()
    {
        const Formats formats(QLocale::c());
        QCOMPARE(formats.cost(Cost{}), u"no price"_s);
        Cost withoutUsage;
        withoutUsage.priceRevision = u"2026-11"_s;
        QCOMPARE(formats.cost(withoutUsage), u"cost not known"_s);
        Cost estimated;
        estimated.state = CostState::Estimated;
        estimated.amount = Money::fromPico(5'800'000'000);
        QCOMPARE(formats.cost(estimated), u"\u2248 $0.0058"_s);
        LaneRecord record;
        QVERIFY(formats.costWord(record).isEmpty());
        record.cost.state = CostState::Reported;
        record.cost.amount = Money();
        QCOMPARE(formats.costWord(record), u"nothing billed"_s);
        record.local = true;
        QCOMPARE(formats.costWord(record), u"local"_s);
        record.simulated = true;
        QCOMPARE(formats.costWord(record), u"simulated"_s);
    }

    void spend()
    {
        const Formats formats(QLocale::c());
        QCOMPARE(formats.spend({}), u"$0.00"_s);
        QCOMPARE(formats.spend({.known = Money::fromPico(31'270'000'000'000), .calls = 9, .unpriced = 3}),
            u"$31.27 + 3 unpriced"_s);
    }

    void duration_data()
    {
        QTest::addColumn<qint64>("us");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0LL << u"0.0_ms"_s;
        QTest::newRow("fraction") << 400LL << u"0.4_ms"_s;
        QTest::newRow("not ten with a decimal") << 9'960LL << u"10_ms"_s;
        QTest::newRow("whole") << 51'400LL << u"51_ms"_s;
        QTest::newRow("tenth of a second") << 99'600LL << u"0.10_s"_s;
        QTest::newRow("below a second") << 920'000LL << u"0.92_s"_s;
        QTest::newRow("seconds") << 8'310'000LL << u"8.31_s"_s;
        QTest::newRow("nearly a hundred") << 99'994'000LL << u"99.99_s"_s;
        QTest::newRow("rounds to a hundred") << 99'996'000LL << u"1 min 40 s"_s;
        QTest::newRow("minutes") << 125'000'000LL << u"2 min 05 s"_s;
    }
    void duration()
    {
        QFETCH(qint64, us);
        QFETCH(QString, text);
        QCOMPARE(Formats(QLocale::c()).duration(std::chrono::microseconds(us)), thin(text));
    }

    void tokens()
    {
        const Formats formats(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(formats.tokens(402), thin(u"402_tok"_s));
        QCOMPARE(formats.tokens(1'024), thin(u"1,024_tok"_s));
        QCOMPARE(formats.tokens(12'345), thin(u"12.3k_tok"_s));
        QCOMPARE(formats.tokens(123'456), thin(u"123k_tok"_s));
        QCOMPARE(formats.tokens(999'600), thin(u"1.00M_tok"_s));
        QCOMPARE(formats.tokens(1'220'000), thin(u"1.22M_tok"_s));
        QCOMPARE(formats.speed(83.4), u"83"_s);
        QCOMPARE(formats.speed(9.44), u"9.4"_s);
    }

    void speedNeedsAllItsParts()
    {
        LaneRecord record;
        QVERIFY(!tokensPerSecond(record));
        record.usage.set(UsageClass::Output, 400);
        record.timing.firstToken = 1s;
        QVERIFY(!tokensPerSecond(record));
        record.timing.lastToken = 1s;
        QVERIFY2(!tokensPerSecond(record), "all at once is no speed");
        record.timing.lastToken = 5s;
        QCOMPARE(tokensPerSecond(record), 100.0);
        record.timing.firstText = 3s;
        QCOMPARE(tokensPerSecond(record), 200.0);
    }

    void errorSentencesSayWhatItCost()
    {
        LaneRecord record{.state = LaneState::Failed};
        record.error = Error{.kind = ErrorKind::Authentication,
            .detail = u"invalid <img src=\"file:///dev/zero\"> \u202Etoken"_s,
            .httpStatus = 401,
            .providerCode = {},
            .requestId = {},
            .retryAfter = {}};
        record.attempts = {AttemptRecord{.httpStatus = 401, .requestSent = true}};
        const LaneNotice notice = ErrorSentences::ended(record, u"Alibaba"_s);
        QCOMPARE(notice.title, u"Alibaba did not accept the key"_s);
        QVERIFY(notice.body.endsWith(u"Nothing was billed."_s));
        QVERIFY2(!notice.body.contains(QChar(0x202E)), "direction marks are made visible");
        QVERIFY(notice.body.contains(u"U+202E"_s));
        QCOMPARE(notice.actions, QList{LaneAction::Retry});

        record.error->kind = ErrorKind::ServerFault;
        record.error->httpStatus = 503;
        QVERIFY(!ErrorSentences::ended(record, u"X"_s).body.contains(u"Nothing was billed"_s));
        record.state = LaneState::Indeterminate;
        QVERIFY(ErrorSentences::ended(record, u"X"_s).body.contains(u"do not know whether"_s));
        record.state = LaneState::Complete;
        QVERIFY(ErrorSentences::ended(record, u"X"_s).isEmpty());
    }

    void everyErrorKindHasWords()
    {
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
            Error error;
            error.kind = static_cast<ErrorKind>(kind);
            QVERIFY(!ErrorSentences::whatHappened(error, u"X"_s).isEmpty());
        }
    }

    void longRunsAreBroken()
    {
        const QString run(10'000, u'x');
        const QString wrapped = hardWrapped(run);
        for (const QString& part : wrapped.split(QChar::LineSeparator))
            QVERIFY(!part.isEmpty() && part.size() <= 2000);
        QCOMPARE(QString(wrapped).remove(QChar::LineSeparator), run);
        const QString words = QString(u"word "_s).repeated(2000);
        QCOMPARE(hardWrapped(words), words);
        QString emoji;
        for (int i = 0; i < 3000; ++i)
            emoji += QString::fromUcs4(U"\U0001F600");
        for (const QString& part : hardWrapped(emoji).split(QChar::LineSeparator))
            QVERIFY2(!part.front().isLowSurrogate(), "pairs stay together");
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
