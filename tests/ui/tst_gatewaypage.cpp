// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedgateway.h"
#include "ui/gateway/gatewaycallmodel.h"
#include "ui/gateway/gatewaydelegate.h"
#include "ui/gateway/gatewaykeymodel.h"
#include "ui/gateway/gatewaypage.h"
#include "ui/gateway/gatewaytext.h"
#include "ui/gateway/hourchart.h"
#include "ui/gateway/recipepanel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/flattable.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// The Gateway page over a gateway in memory.
class TestGatewayPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedGateway> m_gateway;
    std::unique_ptr<GatewayPage> m_page;

    template <class Widget> Widget* find(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    void click(const char* name) const
    {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString cell(const char* table, int row, int column) const
    {
        return find<FlatTable>(table)->model()->index(row, column).data().toString();
    }
    void show() const
    {
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        initIcons();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        qputenv("TZ", "UTC");
    }

    void init()
    {
        m_gateway = std::make_unique<ScriptedGateway>();
        m_page = std::make_unique<GatewayPage>(m_gateway.get());
        m_page->resize(1340, 820);
        m_page->setModels({u"sandbox/swift"_s, u"openai/gpt-6-sol"_s});
    }

    void cleanup() { m_page.reset(); }

    void looksAtCallsOnlyWhileItIsShown()
    {
        QVERIFY(!m_gateway->watched);
        show();
        QVERIFY(m_gateway->watched);
        m_page->hide();
        QVERIFY(!m_gateway->watched);
    }

    void anEmptyPageSaysWhatToDo()
    {
        show();
        QCOMPARE(find<QLabel>("gatewayNoKeys")->text(), u"No key yet."_s);
        QCOMPARE(find<QLabel>("gatewayNoCalls")->text(), u"The gateway is off."_s);
        click("gatewayStartHere");
        QCOMPARE(m_gateway->asked, QStringList{u"start"_s});
        QCOMPARE(find<QLabel>("gatewayNoCalls")->text(), u"No call yet."_s);
        QVERIFY(!find<QAbstractButton>("gatewayStartHere")->isVisible());
        QVERIFY(!find<QAbstractButton>("gatewayRemoveKey")->isVisible());
    }

    void theSwitchTurnsItOnAndOffByKey()
    {
        show();
        auto* toggle = find<QAbstractButton>("gatewaySwitch");
        toggle->setFocus();
        QTest::keyClick(toggle, Qt::Key_Space);
        QCOMPARE(find<QLabel>("gatewayState")->text(), u"On"_s);
        QVERIFY(toggle->isChecked());
        QTest::keyClick(toggle, Qt::Key_Return);
        QCOMPARE(m_gateway->asked, (QStringList{u"start"_s, u"stop"_s}));
        QCOMPARE(find<QLabel>("gatewayState")->text(), u"Off"_s);
    }

    void aTakenPortIsSaidAndLeftBehind()
    {
        m_gateway->portIsTaken = true;
        show();
        click("gatewaySwitch");
        QVERIFY(find<QWidget>("gatewayFailure")->isVisible());
        QVERIFY(find<QLabel>("gatewayFailureText")->text().contains(u"8787"_s));
        QVERIFY(!find<QAbstractButton>("gatewaySwitch")->isChecked());
        click("gatewayNearby");
        QVERIFY(!find<QWidget>("gatewayFailure")->isVisible());
        QCOMPARE(find<QLineEdit>("gatewayAddress")->text(), u"http://127.0.0.1:8788/v1"_s);
        click("gatewayCopyAddress");
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8788/v1"_s);
    }

    void optionsAreTakenOver()
    {
        show();
        click("gatewayOptions");
        find<QSpinBox>("gatewayPort")->setValue(9123);
        find<QCheckBox>("gatewayAutostart")->setChecked(true);
        click("gatewayOptionsKeep");
        QCOMPARE(m_gateway->state.port, 9123);
        QVERIFY(m_gateway->state.autostart);
        QCOMPARE(find<QLineEdit>("gatewayAddress")->text(), u"http://127.0.0.1:9123/v1"_s);
    }

    void keysAndTheirLimits()
    {
        fillGateway(*m_gateway);
        show();
        auto* model = find<FlatTable>("gatewayKeys")->model();
        const QAbstractItemModelTester tester(model);
        QCOMPARE(model->rowCount(), 5);
        QCOMPARE(cell("gatewayKeys", 0, GatewayKeyModel::Month), u"$3.31 of $10.00"_s);
        QCOMPARE(model->index(0, GatewayKeyModel::Month).data(ShareRole).toDouble(), 0.331);
        QVERIFY(model->index(0, GatewayKeyModel::Month).data(Qt::ToolTipRole).toString().contains(u"$6.69 left"_s));
        QVERIFY(!model->index(0, GatewayKeyModel::Week).data(ShareRole).isValid()); // no limit, no bar
        QCOMPARE(cell("gatewayKeys", 2, GatewayKeyModel::State), u"limit reached"_s);
        QCOMPARE(cell("gatewayKeys", 2, GatewayKeyModel::MayUse), u"at google"_s);
        QCOMPARE(cell("gatewayKeys", 3, GatewayKeyModel::State), u"until 30 Nov"_s);
        QCOMPARE(cell("gatewayKeys", 4, GatewayKeyModel::State), u"disabled"_s);
        QCOMPARE(cell("gatewayKeys", 4, GatewayKeyModel::LastUsed), u"never"_s);
        QCOMPARE(find<QLabel>("gatewayToday")->text(), u"214 calls today · $0.7300"_s);
    }

    void aKeyIsDisabledEnabledAndDeleted()
    {
        fillGateway(*m_gateway);
        show();
        QVERIFY(!find<QAbstractButton>("gatewayToggleKey")->isEnabled());
        auto* table = find<FlatTable>("gatewayKeys");
        table->selectRow(0);
        click("gatewayToggleKey");
        QVERIFY(m_gateway->keys.first().key.disabled);
        QCOMPARE(find<QAbstractButton>("gatewayToggleKey")->text(), u"Enable"_s); // the row is still chosen
        click("gatewayToggleKey");
        QVERIFY(!m_gateway->keys.first().key.disabled);
        click("gatewayRemoveKey");
        QCOMPARE(m_gateway->keys.size(), 5); // asked first
        click("confirmYes");
        QCOMPARE(m_gateway->keys.size(), 4);
        QCOMPARE(cell("gatewayKeys", 0, GatewayKeyModel::Name), u"nightly-eval"_s);
    }

    void aNewKeyIsShownOnce()
    {
        show();
        click("gatewayNewKey");
        find<QLineEdit>("keyDay")->setText(u"5"_s);
        click("keyMake");
        QVERIFY(find<QLabel>("keyProblem")->text().contains(u"name"_s));
        find<QLineEdit>("keyName")->setText(u"browser"_s);
        find<QLineEdit>("keyDay")->setText(u"five"_s);
        click("keyMake");
        QVERIFY(find<QLabel>("keyProblem")->text().contains(u"five"_s));
        find<QLineEdit>("keyDay")->setText(u"$2.50"_s);
        find<QLineEdit>("keyProviders")->setText(u"opnai"_s);
        click("keyMake");
        QVERIFY(find<QLabel>("keyProblem")->text().contains(u"opnai"_s));
        find<QLineEdit>("keyProviders")->setText(u"openai, sandbox"_s);
        find<QLineEdit>("keyModels")->setText(u"openai/gpt-6-sol sandbox/*"_s);
        QVERIFY(m_gateway->keys.isEmpty());
        click("keyMake");
        QCOMPARE(m_gateway->keys.size(), 1);
        const VirtualKey& made = m_gateway->keys.first().key;
        QCOMPARE(made.name, u"browser"_s);
        QCOMPARE(made.dayLimit, std::optional(dollars(2.5)));
        QVERIFY(!made.weekLimit);
        QCOMPARE(made.models, (QStringList{u"openai/gpt-6-sol"_s, u"sandbox/*"_s}));
        QCOMPARE(made.providers, (QStringList{u"openai"_s, u"sandbox"_s}));
        const QString secret = u"sk-assay-testing-0123456789-7f2c"_s;
        QCOMPARE(find<QLineEdit>("keySecret")->text(), secret);
        click("keyCopy");
        QCOMPARE(QGuiApplication::clipboard()->text(), secret);
        click("keyDone");
        QTRY_VERIFY(!find<QLineEdit>("keySecret"));
    }

    void aTakenNameKeepsTheDialogOpen()
    {
        fillGateway(*m_gateway);
        show();
        click("gatewayNewKey");
        find<QLineEdit>("keyName")->setText(u"editor"_s);
        click("keyMake");
        QVERIFY(find<QLabel>("keyProblem")->text().contains(u"already"_s));
        QVERIFY(find<QAbstractButton>("keyMake")->isEnabled());
    }

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

    void recipesHaveTheAddressTheModelAndNoKey()
    {
        fillGateway(*m_gateway);
        m_gateway->state.port = 4141;
        show();
        click("recipe-curl");
        auto* panel = find<RecipePanel>("recipePanel");
        QVERIFY(panel->shownText(0).contains(u"http://127.0.0.1:4141/v1/chat/completions"_s));
        QVERIFY(panel->shownText(0).contains(u"sk-assay-KEY-OF-EDITOR"_s));
        find<QComboBox>("recipeModel")->setCurrentText(u"openai/gpt-6-sol"_s);
        QVERIFY(panel->shownText(0).contains(u"\"openai/gpt-6-sol\""_s));
        // A model's name comes from its provider: it must not end the quotation.
        find<QComboBox>("recipeModel")->setCurrentText(u"evil/x'; rm -rf ~ #"_s);
        QVERIFY(!panel->copiedText(0).contains(u"rm -rf"_s));
        for (auto* button : m_page->findChildren<QAbstractButton*>())
            QVERIFY2(!button->isVisible() || !button->accessibleName().isEmpty() || !button->text().isEmpty(),
                qPrintable(button->objectName()));
    }

    void aKeyOfThisSittingIsCopiedButNotShown()
    {
        show();
        click("gatewayNewKey");
        find<QLineEdit>("keyName")->setText(u"browser"_s);
        click("keyMake");
        click("keyDone");
        click("recipe-openai-sdk");
        auto* panel = find<RecipePanel>("recipePanel");
        const QString secret = u"sk-assay-testing-0123456789-7f2c"_s;
        for (auto* text : m_page->findChildren<QPlainTextEdit*>(u"snippetText"_s))
            QVERIFY(!text->toPlainText().contains(secret));
        QVERIFY(panel->shownText(0).contains(u"sk-assay-•••7f2c"_s));
        auto* copy = panel->findChildren<QAbstractButton*>(u"snippetCopy"_s).first();
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), panel->copiedText(0));
        QVERIFY(QGuiApplication::clipboard()->text().contains(secret));
    }

    void timesInWords()
    {
        const QDateTime now = m_gateway->now();
        QCOMPARE(GatewayText::when({}, now), u"never"_s);
        QCOMPARE(GatewayText::when(now.addSecs(-5), now), u"now"_s);
        QCOMPARE(GatewayText::when(now.addSecs(-300), now), u"10:47"_s);
        QCOMPARE(GatewayText::when(now.addDays(-8), now), u"12 Nov"_s);
        QCOMPARE(GatewayText::when(now.addYears(-1), now), u"20 Nov 2025"_s);
        QCOMPARE(GatewayText::share(dollars(3), dollars(0)), 1.0);
        QCOMPARE(GatewayText::left(dollars(3), dollars(2)), u"$0 left"_s);
    }
};

QTEST_MAIN(TestGatewayPage)
#include "tst_gatewaypage.moc"
