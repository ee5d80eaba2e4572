// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gatewaystage.h"
#include "ui/gateway/gatewaycallmodel.h"
#include "ui/gateway/gatewaydelegate.h"
#include "ui/gateway/gatewaykeymodel.h"
#include "ui/gateway/gatewaytext.h"
#include "ui/gateway/recipepanel.h"

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

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// Switch, keys and recipes of the Gateway page.
class TestGatewayPage : public QObject, private GatewayStage
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { makePage(); }
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
