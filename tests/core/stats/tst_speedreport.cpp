// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/speedreport.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

LaneMeasurement sampleOf(
    const QString& model, int firstTokenMs, LaneState state = LaneState::Complete, const QString& error = {})
{
    LaneMeasurement sample;
    sample.endpoint = u"openai"_s;
    sample.provider = u"openai"_s;
    sample.model = model;
    sample.state = state;
    sample.error = error;
    using us = Timing::us;
    sample.timing = {.dns = us(1'000),
        .connect = us(2'000),
        .tls = us(3'000),
        .firstByte = us(10'000),
        .firstToken = us(firstTokenMs * 1'000),
        .firstText = us(firstTokenMs * 1'000),
        .lastToken = us(firstTokenMs * 1'000 + 1'000'000),
        .total = us(firstTokenMs * 1'000 + 1'000'000)};
    sample.visibleTokens = 50;
    return sample;
}

} // namespace

class TestSpeedReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quantilesHaveLimitsWhereThereCanBe()
    {
        QList<double> values;
        for (int i = 1; i <= 100; ++i)
            values.append(i);
        const auto median = quantileOf(values, 0.5);
        QCOMPARE(median.value, 50.5);
        QCOMPARE(median.low.value(), 40); // binomial(100, 1/2): ranks 40 and 61
        QCOMPARE(median.high.value(), 61);
        QVERIFY(!quantileOf(values.first(71), 0.95).high); // 0.95^71 > 2.5 %
        QVERIFY(quantileOf(values.first(72), 0.95).high);
        QVERIFY(!quantileOf({1.0, 2.0, 3.0}, 0.5).low);
        QCOMPARE(quantileOf({7.0}, 0.9).value, 7.0);
    }

    void sharesAreWilson()
    {
        const auto share = shareOf(18, 20); // statistics: Wilson 18/20 [.6990, .9721]
        QVERIFY(qAbs(share.low - 0.6990) < 5e-5 && qAbs(share.high - 0.9721) < 5e-5);
        QVERIFY(qAbs(shareOf(0, 10).high - 0.2775) < 5e-5);
        QCOMPARE(shareOf(0, 0).high, 1.0);
    }

    void fewValuesAreShownThemselves()
    {
        QList<LaneMeasurement> samples;
        for (const int ms : {300, 100, 200, 400})
            samples.append(sampleOf(u"few"_s, ms));
        auto rows = speedReport(samples, SpeedGrouping::Model);
        QCOMPARE(rows.size(), 1);
        QVERIFY(!rows[0].firstToken.median);
        QCOMPARE(rows[0].firstToken.values, (QList<double>{100'000, 200'000, 300'000, 400'000}));
        samples.append(sampleOf(u"few"_s, 500));
        rows = speedReport(samples, SpeedGrouping::Model);
        QCOMPARE(rows[0].firstToken.median->value, 300'000);
        QVERIFY(rows[0].firstToken.values.isEmpty() && !rows[0].firstToken.p99);
        QCOMPARE(rows[0].speed.median->value, 50.0); // tokens of a second
    }

    void whoIsToBlame()
    {
        QList<LaneMeasurement> samples = {sampleOf(u"a"_s, 100), sampleOf(u"a"_s, 100, LaneState::Refused),
            sampleOf(u"a"_s, 100, LaneState::Truncated), // its own limit
            sampleOf(u"a"_s, 100, LaneState::Failed, u"overloaded"_s),
            sampleOf(u"a"_s, 100, LaneState::Truncated, u"network"_s),
            sampleOf(u"a"_s, 100, LaneState::Failed, u"authentication"_s), // our key says nothing about them
            sampleOf(u"a"_s, 100, LaneState::Cancelled)};
        samples[0].fromCache = true;
        const auto row = speedReport(samples, SpeedGrouping::Endpoint).first();
        QCOMPARE(row.key, u"openai"_s);
        QCOMPARE(row.calls, 6);
        QCOMPARE(row.cancelled, 1);
        QCOMPARE(row.up.k, 3);
        QCOMPARE(row.up.n, 5);
        QCOMPARE(row.cached, 1);
        QCOMPARE(row.errors.size(), 3);
        QCOMPARE(row.phases.n, 3);
        QCOMPARE(row.phases.wait, 4'000.0); // first byte without DNS, connect and TLS
        QVERIFY(!row.medianCostPico);
    }
};

QTEST_GUILESS_MAIN(TestSpeedReport)
#include "tst_speedreport.moc"
