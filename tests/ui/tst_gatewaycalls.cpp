// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gatewaystage.h"
#include "ui/gateway/gatewaycallmodel.h"
#include "ui/gateway/hourchart.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// What the Gateway page shows of calls: those that run, were refused, the last hour, the test.
class TestGatewayCalls : public QObject, private GatewayStage
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { makePage(); }
    void cleanup() { m_page.reset(); }

    void callsCostAndStates()
    {
        fillGateway(*m_gateway);
        show();
        auto* model = find<FlatTable>("gatewayCalls")->model();
        const QAbstractItemModelTester tester(model);
        QCOMPARE(model->rowCount(), 12);
        QCOMPARE(find<QLabel>("gatewayLive")->text(), u"1 running"_s);
        QCOMPARE(cell("gatewayCalls", 1, GatewayCallModel::Way), u"Chat → google"_s);
        QCOMPARE(cell("gatewayCalls", 1, GatewayCallModel::Tokens), u"1,104 / 142"_s);
        QCOMPARE(cell("gatewayCalls", 1, GatewayCallModel::CostColumn), u"$0.0027"_s);
        QCOMPARE(cell("gatewayCalls", 2, GatewayCallModel::State), u"client left"_s);
        QCOMPARE(cell("gatewayCalls", 4, GatewayCallModel::State), u"refused, limit"_s);
        QCOMPARE(cell("gatewayCalls", 4, GatewayCallModel::CostColumn), u"not sent"_s);
        QCOMPARE(cell("gatewayCalls", 5, GatewayCallModel::State), u"failed, 529"_s);
        QCOMPARE(cell("gatewayCalls", 8, GatewayCallModel::CostColumn), u"simulated"_s);
        QCOMPARE(cell("gatewayCalls", 9, GatewayCallModel::CostColumn), u"no price"_s); // never 0
        click("gatewayFilter1");
        QCOMPARE(model->rowCount(), 4);
        click("gatewayFilter0");
        QCOMPARE(model->rowCount(), 12);
    }

    void refusedCallsSayWhy()
    {
        fillGateway(*m_gateway);
        show();
        auto* table = find<FlatTable>("gatewayCalls");
        QCOMPARE(cell("gatewayCalls", 10, GatewayCallModel::State), u"refused, 401, ×214"_s);
        QCOMPARE(cell("gatewayCalls", 10, GatewayCallModel::Way), u"no key, or a wrong one"_s);
        QCOMPARE(cell("gatewayCalls", 10, GatewayCallModel::Model), u"/v1/chat/completions"_s);
        QCOMPARE(cell("gatewayCalls", 10, GatewayCallModel::CostColumn), u"not sent"_s);
        const auto tip = table->model()->index(10, GatewayCallModel::State).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"not one of the gateway"_s) && tip.contains(u"214 times"_s), qPrintable(tip));
        QCOMPARE(cell("gatewayCalls", 11, GatewayCallModel::Way), u"unknown model"_s);
        // There is no run to look at.
        const QSignalSpy wanted(m_page.get(), &GatewayPage::runWanted);
        table->selectRow(10);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(wanted.size(), 0);
    }

    void aRunningCallIsStoppedByButtonAndKey()
    {
        fillGateway(*m_gateway);
        auto second = m_gateway->rows.first();
        second.runId = u"second"_s;
        m_gateway->rows.prepend(second);
        show();
        auto* table = find<FlatTable>("gatewayCalls");
        const auto stopOf
            = [&](int row) { return table->visualRect(table->model()->index(row, GatewayCallModel::Stop)).center(); };
        QCOMPARE(table->model()->index(0, GatewayCallModel::Stop).data(Qt::AccessibleTextRole).toString(),
            u"Stop this call"_s);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, stopOf(2)); // has ended
        QVERIFY(m_gateway->asked.isEmpty());
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, stopOf(0));
        QCOMPARE(m_gateway->asked, QStringList{u"stop second"_s});
        QCOMPARE(cell("gatewayCalls", 0, GatewayCallModel::State), u"stopped by you"_s);
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(m_gateway->asked.last(), u"stop "_s + m_gateway->rows.at(1).runId);
        table->selectRow(3);
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(m_gateway->asked.size(), 2);
    }

    void theLastHourIsDrawnAndTold()
    {
        fillGateway(*m_gateway);
        show();
        auto* chart = find<HourChart>("gatewayHour");
        QCOMPARE(chart->highest(), 15);
        const auto table = chart->table();
        QCOMPARE(table.header.size(), 4);
        QVERIFY(table.rows.size() > 30 && table.rows.size() < 60); // quiet minutes are left out
        QCOMPARE(table.rows.first().first(), u"10:52"_s); // the newest first
        m_gateway->busy = {};
        Q_EMIT m_gateway->trafficChanged();
        QCOMPARE(chart->highest(), 0);
        QVERIFY(chart->table().rows.isEmpty());
    }

    void aTestSaysWhatItAsksAndWhatCame()
    {
        fillGateway(*m_gateway);
        show();
        auto* button = find<QAbstractButton>("gatewayTest");
        QVERIFY(!button->isEnabled()); // it is off
        click("gatewaySwitch");
        QVERIFY(find<QLabel>("gatewayTestNote")->text().contains(u"simulated"_s));
        find<QComboBox>("recipeModel")->setCurrentText(u"openai/gpt-6-sol"_s);
        QVERIFY(find<QLabel>("gatewayTestNote")->text().contains(u"“editor”"_s));
        click("gatewayTest");
        QCOMPARE(m_gateway->asked.last(), u"test editor openai/gpt-6-sol"_s);
        QVERIFY(!button->isEnabled()); // one at a time
        Q_EMIT m_gateway->testEnded({.failure = {},
            .model = u"openai/gpt-6-sol"_s,
            .servedBy = u"openai"_s,
            .text = u"Hello!"_s,
            .cost = dollars(0.0012),
            .duration = std::chrono::milliseconds(820)});
        const QString told = find<QLabel>("gatewayTestResult")->text();
        QVERIFY2(told.startsWith(u"Test:"_s) && told.contains(u"$0.0012"_s) && told.contains(u"by openai"_s),
            qPrintable(told));
        QVERIFY(button->isEnabled());
        Q_EMIT m_gateway->testEnded(
            {.failure = u"There is no model 'x'."_s, .model = {}, .servedBy = {}, .text = {}, .cost = {}});
        QVERIFY(find<QLabel>("gatewayTestResult")->text().contains(u"There is no model"_s));
    }

    void newCallsComeInAtTheTopAndTheChoiceStays()
    {
        fillGateway(*m_gateway);
        show();
        auto* table = find<FlatTable>("gatewayCalls");
        const QAbstractItemModelTester tester(table->model());
        const QSignalSpy resets(table->model(), &QAbstractItemModel::modelReset);
        table->selectRow(3);
        auto fresh = m_gateway->rows.first();
        fresh.runId = u"fresh"_s;
        m_gateway->rows.first().state = LaneState::Complete;
        m_gateway->rows.prepend(fresh);
        m_gateway->rows.removeLast();
        Q_EMIT m_gateway->callsChanged();
        QCOMPARE(resets.size(), 0);
        QCOMPARE(table->model()->rowCount(), 12);
        QCOMPARE(table->currentIndex().row(), 4);
        QCOMPARE(cell("gatewayCalls", 1, GatewayCallModel::State), u"complete"_s);
    }

    void aCallLeadsToItsRun()
    {
        fillGateway(*m_gateway);
        show();
        const QSignalSpy wanted(m_page.get(), &GatewayPage::runWanted);
        auto* table = find<FlatTable>("gatewayCalls");
        const auto middleOf = [&](int row) { return table->visualRect(table->model()->index(row, 0)).center(); };
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, middleOf(0)); // still runs: not in History yet
        QCOMPARE(wanted.size(), 0);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, middleOf(3));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.last().first().toString(), m_gateway->rows.at(3).runId);
        table->selectRow(5);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(wanted.last().first().toString(), m_gateway->rows.at(5).runId);
    }
};

QTEST_MAIN(TestGatewayCalls)
#include "tst_gatewaycalls.moc"
