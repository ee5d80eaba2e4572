// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/settingsstage.h"
#include "ui/compare/comparepage.h"

#include <QRadioButton>
#include <QSignalSpy>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestSettingsPage : public QObject
{
    Q_OBJECT

private:
    static QString stateOf(const Stage& stage, const QString& name)
    {
        const auto names = stage.column(ProviderTableModel::Name);
        return stage.column(ProviderTableModel::State).value(names.indexOf(name));
    }

    static ProviderModels manyModels(const Stage& stage, const QString& endpointId, int count)
    {
        ProviderModels out;
        for (const auto& row : stage.service.providers) {
            if (row.endpoint.id != endpointId)
                continue;
            for (int i = 0; i < count; ++i)
                out.models.append({.ref = {endpointId, u"model-%1"_s.arg(i)},
                    .name = {},
                    .provider = row.endpoint.name,
                    .endpoint = row.endpoint});
        }
        return out;
    }

private Q_SLOTS:
    void sectionsChangeWhatIsShown()
    {
        Stage stage;
        QVERIFY(stage.key()->isVisible());
        stage.click(u"section.appearance"_s);
        QVERIFY(!stage.key()->isVisible());
        QVERIFY(stage.find<QWidget>(u"themeDark"_s)->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        stage.button(u"section.appearance"_s)->setFocus();
        QTest::keyClick(stage.button(u"section.appearance"_s), Qt::Key_Down);
        QVERIFY(stage.find<QWidget>(u"privacySection"_s)->isVisible());
        stage.click(u"section.providers"_s);
        QVERIFY(stage.key()->isVisible());
    }

    void coloursAreChosenAtOnce()
    {
        Stage stage(ThemeChoice::Light);
        QSignalSpy chosen(stage.window.get(), &MainWindow::themeChosen);
        stage.click(u"section.appearance"_s);
        QVERIFY(stage.find<QRadioButton>(u"themeLight"_s)->isChecked());
        stage.find<QRadioButton>(u"themeDark"_s)->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<ThemeChoice>(), ThemeChoice::Dark);
        QTRY_COMPARE(
            stage.window->palette().color(QPalette::Window), Theme::darkTheme().palette().color(QPalette::Window));
        stage.find<QRadioButton>(u"themeLight"_s)->click();
        QTRY_COMPARE(stage.window->palette().color(QPalette::Window), Theme::light().palette().color(QPalette::Window));
    }

    void privacyNamesTheServers()
    {
        Stage stage;
        stage.click(u"section.privacy"_s);
        const QString remote = stage.find<QLabel>(u"remoteHosts"_s)->text();
        QVERIFY2(remote.contains(u"api.openai.com"_s) && remote.contains(u"10.0.4.20:8000"_s), qPrintable(remote));
        QVERIFY2(!remote.contains(u"api.x.ai"_s), "it has no key and is never asked");
        QVERIFY(stage.find<QLabel>(u"localHosts"_s)->text().contains(u"127.0.0.1:11434"_s));
        QCOMPARE(stage.find<QLabel>(u"profilePath"_s)->text(), u"/home/me/profile"_s);
        QVERIFY(stage.find<QLabel>(u"telemetry"_s)->text().startsWith(u"None."));
        stage.service.providers[0].state = ProviderState::Ready;
        Q_EMIT stage.service.changed();
        QVERIFY(stage.find<QLabel>(u"remoteHosts"_s)->text().contains(u"api.x.ai"_s));
    }

    void allThatAreReadyAreTestedAFewAtOnce()
    {
        Stage stage;
        for (int i = 0; i < 4; ++i)
            stage.service.providers.append(
                row(u"more-%1"_s.arg(i), u"More %1"_s.arg(i), u"https://more.test/v1"_s, ProviderState::Ready));
        Q_EMIT stage.service.changed();
        stage.click(u"testAll"_s);
        QCOMPARE(stage.service.testedIds.size(), 4); // of seven that are ready
        QVERIFY(!stage.service.testedIds.contains(u"xai"_s));
        QCOMPARE(stage.button(u"testAll"_s)->text(), u"Stop (0 of 7)"_s);
        QCOMPARE(stateOf(stage, u"OpenAI"_s), u"testing…"_s);
        Q_EMIT stage.service.tested(u"openai"_s, {{u"key"_s, Outcome::No, u"401"_s}});
        Q_EMIT stage.service.tested(u"anthropic"_s, goodFindings());
        QCOMPARE(stage.service.testedIds.size(), 6);
        QCOMPARE(stage.button(u"testAll"_s)->text(), u"Stop (2 of 7)"_s);
        QCOMPARE(stateOf(stage, u"OpenAI"_s), u"failed: key"_s);
        QCOMPARE(stateOf(stage, u"Anthropic"_s), u"works"_s);
        const QStringList asked = stage.service.testedIds;
        for (const auto& id : asked)
            Q_EMIT stage.service.tested(id, goodFindings());
        QCOMPARE(stage.service.testedIds.size(), 7);
        Q_EMIT stage.service.tested(stage.service.testedIds.last(), goodFindings());
        QCOMPARE(stage.button(u"testAll"_s)->text(), u"Test all"_s);
        QCOMPARE(stateOf(stage, u"OpenAI"_s), u"failed: key"_s); // a second answer is nobody's
    }

    void testingAllCanBeStopped()
    {
        Stage stage;
        for (int i = 0; i < 4; ++i)
            stage.service.providers.append(
                row(u"more-%1"_s.arg(i), u"More %1"_s.arg(i), u"https://more.test/v1"_s, ProviderState::Ready));
        Q_EMIT stage.service.changed();
        stage.click(u"testAll"_s);
        Q_EMIT stage.service.tested(u"openai"_s, goodFindings());
        const auto asked = stage.service.testedIds.size();
        stage.click(u"testAll"_s);
        QCOMPARE(stage.button(u"testAll"_s)->text(), u"Test all"_s);
        QCOMPARE(stateOf(stage, u"Anthropic"_s), u"ready"_s);
        Q_EMIT stage.service.tested(u"anthropic"_s, goodFindings());
        QCOMPARE(stateOf(stage, u"Anthropic"_s), u"ready"_s);
        QCOMPARE(stage.service.testedIds.size(), asked);
    }

    void aModelBecomesALane()
    {
        Stage stage;
        stage.service.modelsOf.insert(u"anthropic"_s, manyModels(stage, u"anthropic"_s, 3));
        stage.select(u"Anthropic"_s);
        auto* choice = stage.find<QComboBox>(u"modelChoice"_s);
        QCOMPARE(choice->count(), 3);
        const auto before = stage.window->comparePage()->lineUp().size();
        choice->setEditText(u"no such model"_s);
        QVERIFY(!stage.button(u"addToLineUp"_s)->isEnabled());
        choice->setCurrentIndex(2);
        stage.click(u"addToLineUp"_s);
        QCOMPARE(stage.window->comparePage()->lineUp().size(), before + 1);
        QCOMPARE(stage.window->comparePage()->lineUp().last(), (ModelRef{u"anthropic"_s, u"model-2"_s}));
        stage.service.modelsOf.insert(u"xai"_s, manyModels(stage, u"xai"_s, 3));
        stage.select(u"xAI"_s); // without a key
        QVERIFY(!stage.button(u"addToLineUp"_s)->isEnabled());
    }

    void modelsAreRefreshedOnDemand()
    {
        Stage stage;
        stage.select(u"Anthropic"_s);
        QLabel* state = stage.find<QLabel>(u"modelsState"_s);
        QVERIFY(state->text().startsWith(u"No models are known yet"));
        stage.click(u"refreshModels"_s);
        QCOMPARE(stage.service.refreshedIds, QStringList{u"anthropic"_s});
        QVERIFY(!stage.button(u"refreshModels"_s)->isEnabled());
        auto models = manyModels(stage, u"anthropic"_s, 12);
        models.fetchedAt = QDateTime(QDate(2026, 11, 19), QTime(9, 31));
        stage.service.modelsOf.insert(u"anthropic"_s, models);
        Q_EMIT stage.service.modelsRefreshed(u"anthropic"_s, {});
        Q_EMIT stage.service.changed();
        QVERIFY2(state->text().startsWith(u"12 models, as the provider listed them on"), qPrintable(state->text()));
        QVERIFY2(state->text().contains(u"9:31"_s), qPrintable(state->text()));
        QCOMPARE(stage.find<QComboBox>(u"modelChoice"_s)->count(), 12);
        stage.click(u"refreshModels"_s);
        Q_EMIT stage.service.modelsRefreshed(u"anthropic"_s, u"It did not answer."_s);
        QVERIFY(state->text().contains(u"It did not answer."_s));
        QCOMPARE(stage.find<QComboBox>(u"modelChoice"_s)->count(), 12);
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }
    void pictures()
    {
        QFETCH(ThemeChoice, theme);
        const QString folder = qEnvironmentVariable("ASSAY_TEST_PICTURES");
        if (folder.isEmpty())
            QSKIP("pictures are made where ASSAY_TEST_PICTURES names a folder");
        Stage stage(theme);
        stage.window->resize(1280, 900);
        stage.service.modelsOf.insert(u"anthropic"_s, manyModels(stage, u"anthropic"_s, 25));
        stage.click(u"testAll"_s);
        Q_EMIT stage.service.tested(u"openai"_s, {{u"key"_s, Outcome::No, u"401"_s}});
        Q_EMIT stage.service.tested(u"anthropic"_s, goodFindings());
        stage.select(u"Anthropic"_s);
        for (const QString& section : {u"providers"_s, u"appearance"_s, u"privacy"_s}) {
            stage.click(u"section."_s + section);
            QTest::qWait(30);
            const QString suffix = theme == ThemeChoice::Dark ? u"-dark.png"_s : u"-light.png"_s;
            QVERIFY(saveScreenshot(stage.window.get(), folder + u"/section-"_s + section + suffix));
        }
    }
};

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"
