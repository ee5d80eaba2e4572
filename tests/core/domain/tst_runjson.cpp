// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/runjson.h"
#include "tests/support/records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QJsonObject throughText(const QJsonObject& object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson(QJsonDocument::Compact)).object();
}

} // namespace

class TestRunJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data()
    {
        QTest::addColumn<RunRecord>("record");
        QTest::newRow("everything present") << testing::richRun(u"r1"_s);
        QTest::newRow("everything absent") << testing::bareRun(u"r2"_s);
        QRandomGenerator random(17);
        for (int i = 0; i < 50; ++i)
            QTest::addRow("random %d", i) << testing::randomRun(u"r%1"_s.arg(i), random);
    }
    void roundTrips()
    {
        QFETCH(RunRecord, record);
        const auto back = runFromJson(throughText(toJson(record)));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QVERIFY(*back == record);
    }

    // The names that scripts rely on, as docs/data-dictionary.md shows them.
    void hasTheDocumentedShape()
    {
        const auto start = QDateTime(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);
        const auto run = throughText(toJson(testing::simpleRun(u"0198"_s, 123'000, start)));
        QCOMPARE(run[u"run"].toString(), u"0198"_s);
        QCOMPARE(run[u"started_at"].toString(), u"2026-09-22T12:00:00.000Z"_s);
        const auto lane = run[u"lanes"][0].toObject();
        for (const auto name : {u"model", u"served_by", u"simulated", u"state", u"text", u"reasoning", u"tool_calls",
                 u"finish_reason", u"native_finish_reason", u"usage", u"cost", u"timing", u"attempts", u"error"})
            QVERIFY2(lane.contains(QStringView(name)), qPrintable(QString(name)));
        QCOMPARE(lane[u"model"].toString(), u"openai/gpt-small"_s);
        QCOMPARE(lane[u"state"].toString(), u"complete"_s);
        QCOMPARE(lane[u"simulated"], QJsonValue(false));
        QCOMPARE(lane[u"usage"].toObject(), (QJsonObject{{u"input"_s, 12}, {u"output"_s, 80}}));
        QCOMPARE(lane[u"cost"].toObject(),
            (QJsonObject{{u"state"_s, u"computed"_s}, {u"pico_usd"_s, 123'000},
                {u"reported_pico_usd"_s, QJsonValue::Null},
                {u"lines"_s,
                    QJsonArray{QJsonObject{{u"class"_s, u"output"_s}, {u"units"_s, 1},
                        {u"pico_usd_per_unit"_s, 123'000}, {u"pico_usd"_s, 123'000}}}}}));
        QCOMPARE(lane[u"error"], QJsonValue(QJsonValue::Null));
        const auto attempt = lane[u"attempts"][0].toObject();
        QCOMPARE(attempt[u"endpoint"].toString(), u"openai"_s);
        QCOMPARE(attempt[u"http_status"].toInt(), 200);
        QCOMPARE(attempt[u"error"], QJsonValue(QJsonValue::Null));
    }

    void unknownIsNeverZero()
    {
        const auto lane = throughText(toJson(testing::bareRun(u"r"_s)))[u"lanes"][0].toObject();
        QVERIFY(lane[u"usage"].toObject().isEmpty());
        QCOMPARE(lane[u"cost"][u"state"].toString(), u"unknown"_s);
        QCOMPARE(lane[u"cost"][u"pico_usd"], QJsonValue(QJsonValue::Null));
        QCOMPARE(lane[u"cost"][u"reported_pico_usd"], QJsonValue(QJsonValue::Null));
        const auto timing = lane[u"timing"].toObject();
        for (const auto name : {u"dns_us", u"connect_us", u"tls_us", u"first_byte_us", u"ttft_us", u"total_us"})
            QCOMPARE(timing[QStringView(name)], QJsonValue(QJsonValue::Null));
        QCOMPARE(lane[u"served_by"], QJsonValue(QJsonValue::Null));
        QCOMPARE(lane[u"finish_reason"], QJsonValue(QJsonValue::Null));
    }

    void zeroStaysZero()
    {
        auto record = testing::bareRun(u"r"_s);
        auto& lane = record.lanes.first();
        lane.usage.set(UsageClass::CacheRead, 0);
        lane.usage.set(UsageClass::WebSearch, 0);
        lane.cost.state = CostState::Computed;
        lane.cost.amount = Money();
        lane.timing.dns = std::chrono::microseconds(0);
        const auto json = throughText(toJson(record))[u"lanes"][0].toObject();
        QCOMPARE(json[u"usage"].toObject(), (QJsonObject{{u"cache_read"_s, 0}, {u"searches"_s, 0}}));
        QCOMPARE(json[u"cost"][u"pico_usd"], QJsonValue(0));
        QCOMPARE(json[u"timing"][u"dns_us"], QJsonValue(0));
        QCOMPARE(*laneFromJson(json), lane);
    }

    void fractionsAreNoAmounts()
    {
        const auto cost = costFromJson({{u"state"_s, u"computed"_s}, {u"pico_usd"_s, 0.5}});
        QVERIFY(!cost.amount);
        const auto odd = costFromJson({{u"state"_s, u"guessed"_s}, {u"pico_usd"_s, u"12"_s}});
        QCOMPARE(odd.state, CostState::Unknown);
        QVERIFY(!odd.amount);
        QVERIFY(!timingFromJson({{u"ttft_us"_s, u"soon"_s}}).firstToken);
        // Beyond 2^53, where a double would lose the last digit.
        const auto exact = costFromJson(QJsonDocument::fromJson(R"({"pico_usd": 9007199254740993})").object());
        QCOMPARE(exact.amount, Money::fromPico(9'007'199'254'740'993));
    }

    void refusesWhatIsNoRun()
    {
        const auto error = [](const QJsonObject& object) {
            const auto run = runFromJson(object);
            return run ? QString() : run.error().detail;
        };
        QVERIFY(error({}).contains(u"\"run\""_s));
        const QJsonObject lane{{u"model"_s, u"a/b"_s}, {u"state"_s, u"sleeping"_s}};
        QVERIFY(error({{u"run"_s, u"x"_s}, {u"lanes"_s, QJsonArray{lane}}}).contains(u"sleeping"_s));
        QVERIFY(error({{u"run"_s, u"x"_s}, {u"lanes"_s, QJsonArray{QJsonObject()}}}).contains(u"\"model\""_s));
    }
};

QTEST_GUILESS_MAIN(TestRunJson)
#include "tst_runjson.moc"
