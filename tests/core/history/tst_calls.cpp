// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 10, 1), QTime(12, 0), QTimeZone::UTC);

RunRecord runWith(const QDateTime& at, const QString& endpoint, std::optional<ErrorKind> error)
{
    auto out = testing::simpleRun(newId(), 1000, at);
    auto& lane = out.lanes[0];
    lane.attempts = {{.endpoint = endpoint, .model = u"m"_s, .startedAt = at, .requestSent = true}};
    if (error)
        lane.attempts[0].error = Error{.kind = *error, .detail = u"no"_s};
    return out;
}

} // namespace

class TestCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = testing::openStore(m_folder->filePath(u"ledger.db"_s));
        QVERIFY(m_store);
    }
    void cleanup() { m_store.reset(); }

    void theNewestAttemptsComeOldestFirst()
    {
        for (int hour = 0; hour < 5; ++hour)
            QVERIFY(m_store
                    ->append(runWith(kNoon.addSecs(hour * 3600), u"e%1"_s.arg(hour),
                        hour == 3 ? std::optional(ErrorKind::RateLimited) : std::nullopt))
                    .result());
        const auto recent = m_store->recentAttempts(kNoon.addSecs(3600), 100);
        QVERIFY(recent);
        QStringList endpoints;
        for (const auto& attempt : *recent)
            endpoints.append(attempt.endpoint);
        QCOMPARE(endpoints, (QStringList{u"e1"_s, u"e2"_s, u"e3"_s, u"e4"_s}));
        QCOMPARE(recent->at(2).error->kind, ErrorKind::RateLimited);
        QCOMPARE(m_store->recentAttempts(kNoon, 2)->size(), 2);
        QCOMPARE(m_store->recentAttempts(kNoon, 2)->last().endpoint, u"e4"_s);
    }

    void callsOfAPeriodAreHalfOpen()
    {
        for (int day = 0; day < 3; ++day)
            QVERIFY(m_store->append(runWith(kNoon.addDays(day), u"openai"_s, {})).result());
        const auto calls = m_store->calls(kNoon, kNoon.addDays(2));
        QVERIFY(calls);
        QCOMPARE(calls->size(), 2);
        QCOMPARE(calls->first().at, kNoon);
        QCOMPARE(calls->first().cost, Money::fromPico(1000));
        QCOMPARE(calls->first().model.provider, u"openai"_s);
        QVERIFY(!calls->first().simulated);
    }

    void aRouteIsKeptOnceAndForGood()
    {
        const auto record = testing::richRun(newId());
        QVERIFY(m_store->append(record).result());
        QCOMPARE(m_store->run(record.id)->lanes.first().route, record.lanes.first().route);
        const QString path = m_store->path();
        m_store.reset();
        QCOMPARE(testing::sql(path, {u"SELECT count(*) FROM lane_route"_s}).toInt() > 0, true);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
};

QTEST_GUILESS_MAIN(TestCalls)
#include "tst_calls.moc"
