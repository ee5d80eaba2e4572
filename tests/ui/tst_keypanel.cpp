// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/settingsstage.h"

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestKeyPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromPasteToGreen()
    {
        Stage stage;
        QVERIFY(!stage.button(u"testKey"_s)->isEnabled());
        QVERIFY(!stage.button(u"saveKey"_s)->isEnabled());
        QCOMPARE(stage.key()->echoMode(), QLineEdit::Password);
        stage.key()->setText(u"  "_s + kKey + u'\n');
        QVERIFY(stage.recognised().startsWith(u"xAI"));
        QVERIFY(!stage.find<QComboBox>(u"keyProvider"_s)->isVisible());

        stage.click(u"testKey"_s);
        QCOMPARE(stage.service.testedIds, QStringList{u"xai"_s});
        QCOMPARE(stage.service.testedKeys.first(), kKey.toUtf8());
        QVERIFY(!stage.button(u"testKey"_s)->isEnabled());
        QCOMPARE(stage.window->focusWidget(), stage.key()); // where Return does the next step
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        auto* findings = stage.find<QWidget>(u"newKeyFindings"_s);
        QVERIFY(findings->isVisible());
        const auto* models = findings->findChild<QWidget*>(u"finding.model list"_s);
        QVERIFY(models != nullptr);
        QCOMPARE(models->accessibleName(), u"Model list: Yes"_s);
        const auto* detail = models->findChild<QLabel*>(u"factDetail"_s);
        QCOMPARE(detail->text(), u"29 models, <b>29</b> of them priced."_s);
        QCOMPARE(detail->textFormat(), Qt::PlainText);
        QCOMPARE(stage.message(), u"xAI answers with this key."_s);

        stage.click(u"saveKey"_s);
        QCOMPARE(stage.service.savedKeys, QList{kKey.toUtf8()});
        QCOMPARE(stage.service.savedPlaces, QStringList{u"keyring"_s});
        QVERIFY(stage.key()->isReadOnly());
        Q_EMIT stage.service.saved(u"xai"_s, {});
        QCOMPARE(stage.key()->text(), QString());
        QVERIFY(!stage.key()->isUndoAvailable());
        QCOMPARE(stage.message(), u"The key of xAI is kept in KWallet."_s);
        QCOMPARE(holderOf(kKey, stage.window.get()), QString());
        QCOMPARE(stage.service.savedKeys.size(), 1);
        QCOMPARE(stage.service.testedKeys.size(), 1);
        QVERIFY(!stage.key()->isReadOnly());
    }

    void returnTestsThenSaves()
    {
        Stage stage;
        QTest::keyClicks(stage.key(), kKey);
        QTest::keyClick(stage.key(), Qt::Key_Return);
        QTest::keyClick(stage.key(), Qt::Key_Return); // still testing
        QCOMPARE(stage.service.testedIds.size(), 1);
        QCOMPARE(stage.service.savedKeys.size(), 0);
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        QTest::keyClick(stage.key(), Qt::Key_Return);
        QCOMPARE(stage.service.savedKeys.size(), 1);
    }

    void answersForAnotherKeyAreNotShown()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"testKey"_s);
        stage.key()->setText(kKey + u"q"_s);
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        QVERIFY(!stage.find<QWidget>(u"newKeyFindings"_s)->isVisible());
        QVERIFY(stage.button(u"testKey"_s)->isEnabled());
    }

    void aQuotedKeyIsCoveredUp()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"testKey"_s);
        Q_EMIT stage.service.tested(u"xai"_s, {{u"key"_s, Outcome::No, u"Incorrect API key: "_s + kKey}});
        auto* findings = stage.find<QWidget>(u"newKeyFindings"_s);
        QCOMPARE(findings->findChild<QLabel*>(u"factDetail"_s)->text(), u"Incorrect API key: •••"_s);
        QCOMPARE(stage.message(), u"xAI does not work with this key as it is."_s);
    }

    void failureToSaveKeepsTheKey()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"saveKey"_s);
        Q_EMIT stage.service.saved(u"xai"_s, u"the wallet is locked"_s);
        QCOMPARE(stage.message(), u"The key was not kept: the wallet is locked"_s);
        QCOMPARE(stage.key()->text(), kKey);
        QVERIFY(stage.button(u"saveKey"_s)->isEnabled());
    }

    void ambiguousKeysNeedAChoice()
    {
        Stage stage;
        stage.key()->setText(u"sk-0123456789abcdef"_s);
        auto* provider = stage.find<QComboBox>(u"keyProvider"_s);
        QVERIFY(provider->isVisible());
        QVERIFY(!stage.button(u"testKey"_s)->isEnabled());
        QCOMPARE(provider->findData(u"ollama"_s), -1); // takes no key
        provider->setCurrentIndex(provider->findData(u"anthropic"_s));
        stage.click(u"testKey"_s);
        QCOMPARE(stage.service.testedIds, QStringList{u"anthropic"_s});
    }

    void recognitionCanBeOverruled()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"otherProvider"_s);
        auto* provider = stage.find<QComboBox>(u"keyProvider"_s);
        QCOMPARE(provider->currentData().toString(), u"xai"_s);
        provider->setCurrentIndex(provider->findData(u"openai"_s));
        QVERIFY(stage.recognised().contains(u"xAI"));
        stage.click(u"saveKey"_s);
        Q_EMIT stage.service.saved(u"openai"_s, {});
        QCOMPARE(stage.message(), u"The key of OpenAI is kept in KWallet."_s);
    }

    void placesThatAreNotThereSayWhy()
    {
        Stage stage;
        auto* place = stage.find<QComboBox>(u"keyPlace"_s);
        const auto* model = qobject_cast<QStandardItemModel*>(place->model());
        QVERIFY(model->item(0)->isEnabled());
        QVERIFY(!model->item(1)->isEnabled());
        QCOMPARE(place->itemData(1, Qt::ToolTipRole).toString(), u"Its folder can be read by others."_s);
        stage.service.places[0].available = false;
        stage.service.places[0].why = u"No wallet runs."_s;
        Q_EMIT stage.service.changed();
        stage.key()->setText(kKey);
        QVERIFY(!stage.button(u"saveKey"_s)->isEnabled());
        QVERIFY(stage.button(u"testKey"_s)->isEnabled());
        const QString why = stage.find<QWidget>(u"keptIn"_s)->findChild<QLabel*>(u"factDetail"_s)->text();
        QVERIFY(why.contains(u"KWallet: No wallet runs."));
    }
};

QTEST_MAIN(TestKeyPanel)
#include "tst_keypanel.moc"
