// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/spreadstrips.h"
#include "ui/filter/sharedfilter.h"
#include "ui/insights/insightspage.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

/// Answers at once: rows only where simulated lanes are meant, or where there are real ones.
class ScriptedInsights final : public InsightsService
{
public:
    QList<HistoryFilter> asked;
    QList<HistoryFilter> newest;
    bool hasReal = true;
    qint64 every = 1;

    QDateTime now() const override { return kNoon; }
    void ask(const HistoryFilter& filter, SpeedGrouping) override
    {
        asked.append(filter);
        InsightsAnswer answer;
        answer.every = every;
        answer.runs = 40'000;
        if (hasReal || filter.origin != AnswerOrigin::Real) {
            SpeedRow row;
            row.key = u"openai/gpt-small"_s;
            row.calls = 7;
            row.firstToken = spreadOf({1e5, 2e5, 3e5, 4e5, 5e5, 6e5, 7e5});
            answer.rows.append(row);
        }
        Q_EMIT answered(answer);
    }
    void readNewestRun(const HistoryFilter& filter) override { newest.append(filter); }
};

QString countText(const InsightsPage& page)
{
    return page.findChild<QLabel*>(u"insightsCount"_s)->text();
}

} // namespace

class TestInsightsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initIcons(); }

    void asksWithTheSharedFilter()
    {
        ScriptedInsights service;
        SharedFilter filter;
        filter.setChoice({.filter = {.words = u"tea"_s, .provider = u"openai"_s}, .period = FilterPeriod::Hours24});
        InsightsPage page(&service, &filter);
        QVERIFY(service.asked.isEmpty());
        page.show();
        QCOMPARE(service.asked.size(), 1);
        QCOMPARE(service.asked.last().provider, u"openai"_s);
        QCOMPARE(service.asked.last().words, u"tea"_s);
        QCOMPARE(service.asked.last().since, kNoon.addDays(-1));
        QCOMPARE(service.asked.last().origin, AnswerOrigin::Real);
        QCOMPARE(service.newest.last(), service.asked.last());
        filter.setChoice({.filter = {.origin = AnswerOrigin::Simulated}});
        QCOMPARE(service.asked.size(), 2);
        QCOMPARE(service.asked.last(), (HistoryFilter{.origin = AnswerOrigin::Simulated}));
        page.hide();
        filter.setChoice({});
        QCOMPARE(service.asked.size(), 2);
        page.show();
        QCOMPARE(service.asked.size(), 3);
    }

    void simulatedOnesWhereThereAreNoOthers()
    {
        ScriptedInsights service;
        service.hasReal = false;
        SharedFilter filter;
        InsightsPage page(&service, &filter);
        page.show();
        QCOMPARE(service.asked.size(), 2);
        QCOMPARE(service.asked.last().origin, AnswerOrigin::Any);
        QVERIFY2(countText(page).contains(u"simulated ones are among them"), qPrintable(countText(page)));
        filter.setChoice({.filter = {.origin = AnswerOrigin::Real}}); // then nothing else is shown in their place
        QCOMPARE(service.asked.size(), 3);
        QCOMPARE(service.asked.last().origin, AnswerOrigin::Real);
        QCOMPARE(countText(page), QString());
    }

    void saysThatItLookedAtAPart()
    {
        ScriptedInsights service;
        service.every = 4;
        InsightsPage page(&service);
        page.show();
        QVERIFY2(countText(page).contains(u"1 run in 4"), qPrintable(countText(page)));
    }
};

QTEST_MAIN(TestInsightsPage)
#include "tst_insightspage.moc"
