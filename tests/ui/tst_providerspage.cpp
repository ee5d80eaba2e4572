// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/settingsstage.h"

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestProvidersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageExistsOnlyWithAService()
    {
        WindowServices services;
        const auto window = makeMainWindow(services);
        QVERIFY(window->actions()->find(u"page.settings"_s) == nullptr);
        Stage stage;
        const QAction* settings = stage.window->actions()->find(u"page.settings"_s);
        QCOMPARE(settings->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Comma));
        QCOMPARE(stage.window->actions()->find(u"page.compare"_s)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_1));
        QVERIFY(settings->isChecked());
        QVERIFY(stage.key()->isVisible());
        const auto* compare = stage.find<QWidget>(u"rail.page.compare"_s);
        const auto* bottom = stage.find<QWidget>(u"rail.page.settings"_s);
        QVERIFY(compare->y() < 60);
        QVERIFY(bottom->geometry().bottom() > bottom->parentWidget()->height() - 20);
    }

    void tableShowsWhatIsKnown()
    {
        Stage stage;
        using Model = ProviderTableModel;
        QCOMPARE(stage.column(Model::Name),
            QStringList({u"OpenAI"_s, u"Anthropic"_s, u"Lab server"_s, u"xAI"_s, u"Google Vertex AI"_s, u"Ollama"_s}));
        QCOMPARE(stage.column(Model::Address).at(5), u"127.0.0.1:11434"_s);
        QCOMPARE(stage.column(Model::Spent),
            QStringList({u"$9.86 + 3 unpriced"_s, u"–"_s, u"2 unpriced"_s, u"–"_s, u"–"_s, u"local"_s}));
        QCOMPARE(stage.column(Model::State),
            QStringList(
                {u"ready"_s, u"ready"_s, u"ready"_s, u"needs a key"_s, u"address incomplete"_s, u"not running"_s}));
        QCOMPARE(stage.column(Model::Key).at(0), u"environment OPENAI_API_KEY"_s);
        QCOMPARE(stage.column(Model::Key).at(2), u"none needed"_s);
    }

    void filterAndEmptiness()
    {
        Stage stage;
        auto* filter = stage.find<QLineEdit>(u"providerFilter"_s);
        QTest::keyClicks(filter, u"ANTHR"_s);
        QCOMPARE(stage.column(0), QStringList{u"Anthropic"_s});
        filter->setText(u"10.0.4"_s);
        QCOMPARE(stage.column(0), QStringList{u"Lab server"_s});
        filter->setText(u"nothing"_s);
        auto* empty = stage.find<QLabel>(u"providersEmpty"_s);
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), u"No provider contains “nothing”."_s);
        filter->clear();
        QVERIFY(!empty->isVisible());
        stage.service.providers.clear();
        Q_EMIT stage.service.changed();
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().startsWith(u"Your providers stand here."));
    }

    void selectedProviderIsTested()
    {
        Stage stage;
        QVERIFY(!stage.find<QWidget>(u"providerDetails"_s)->isVisible());
        stage.select(u"Anthropic"_s);
        QVERIFY(stage.find<QWidget>(u"providerDetails"_s)->isVisible());
        stage.click(u"testProvider"_s);
        QCOMPARE(stage.service.testedKeys, QList{QByteArray()});
        Q_EMIT stage.service.tested(u"anthropic"_s, goodFindings());
        auto* findings = stage.find<QWidget>(u"providerFindings"_s);
        QVERIFY(findings->isVisible());
        QVERIFY(!stage.find<QWidget>(u"newKeyFindings"_s)->isVisible());
        Q_EMIT stage.service.changed();
        QVERIFY2(findings->isVisible(), "the selection and its findings outlive new rows");
        stage.select(u"OpenAI"_s);
        QVERIFY(!findings->isVisible());
        stage.select(u"Anthropic"_s);
        QVERIFY(findings->isVisible());
    }

    void keysAndProvidersAreRemovedAfterAQuestion()
    {
        Stage stage;
        stage.select(u"OpenAI"_s);
        QVERIFY(!stage.button(u"removeKey"_s)->isEnabled());
        QVERIFY(!stage.button(u"removeProvider"_s)->isVisible());
        stage.select(u"Anthropic"_s);
        stage.click(u"removeKey"_s);
        auto* box = stage.find<QMessageBox>(u"confirmRemoveKey"_s);
        QCOMPARE(stage.service.removedKeys.size(), 0);
        QTest::mouseClick(box->findChild<QAbstractButton*>(u"confirmYes"_s), Qt::LeftButton);
        QCOMPARE(stage.service.removedKeys, QStringList{u"anthropic"_s});

        stage.select(u"Lab server"_s);
        stage.service.refusal = u"a run uses it"_s;
        stage.click(u"removeProvider"_s);
        box = stage.find<QMessageBox>(u"confirmRemoveProvider"_s);
        QTest::mouseClick(box->findChild<QAbstractButton*>(u"confirmYes"_s), Qt::LeftButton);
        QCOMPARE(stage.find<QLabel>(u"providerProblem"_s)->text(), u"It was not removed: a run uses it"_s);
        QCOMPARE(stage.service.removed.size(), 0);
    }

    void keyPageShowsItsTarget()
    {
        Stage stage;
        stage.select(u"Anthropic"_s);
        QVERIFY(!stage.button(u"openKeyPage"_s)->isVisible());
        stage.select(u"xAI"_s);
        stage.click(u"openKeyPage"_s);
        auto* box = stage.find<QMessageBox>(u"confirmKeyPage"_s);
        QCOMPARE(box->informativeText(), u"https://console.x.ai"_s);
        box->reject();
        stage.click(u"enterKey"_s);
        QCOMPARE(stage.find<QComboBox>(u"keyProvider"_s)->currentData().toString(), u"xai"_s);
    }

    void endpointsAreAddedByAddress()
    {
        Stage stage;
        stage.click(u"addByAddress"_s);
        auto* dialog = stage.find<QDialog>(u"addressDialog"_s);
        auto* problem = stage.find<QLabel>(u"endpointProblem"_s);
        stage.click(u"endpointAdd"_s);
        QVERIFY(problem->text().startsWith(u"The name needs"));
        stage.find<QLineEdit>(u"endpointName"_s)->setText(u"My  Lab 2"_s);
        for (const QString& bad : {u"lab:8000"_s, u"ftp://lab/v1"_s, u"http://"_s, u"https://me:secret@lab/v1"_s}) {
            stage.find<QLineEdit>(u"endpointAddress"_s)->setText(bad);
            stage.click(u"endpointAdd"_s);
            QVERIFY2(problem->text().startsWith(u"The address must"), qPrintable(bad));
        }
        stage.find<QLineEdit>(u"endpointAddress"_s)->setText(u"http://localhost:8000/v1"_s);
        auto* format = stage.find<QComboBox>(u"endpointFormat"_s);
        QCOMPARE(format->count(), 7);
        format->setCurrentIndex(format->findData(u"anthropic"_s));
        stage.service.refusal = u"the name is taken"_s;
        stage.click(u"endpointAdd"_s);
        QCOMPARE(problem->text(), u"It could not be added: the name is taken"_s);
        QVERIFY(dialog->isVisible());
        stage.service.refusal.clear();
        stage.click(u"endpointAdd"_s);
        QCOMPARE(stage.service.addedEndpoints.size(), 1);
        const Endpoint added = stage.service.addedEndpoints.first();
        QCOMPARE(added.id, u"my-lab-2"_s);
        QCOMPARE(added.name, u"My Lab 2"_s);
        QCOMPARE(added.dialect, u"anthropic"_s);
        QCOMPARE(added.auth, AuthScheme::XApiKey);
        QCOMPARE(added.baseUrl, QUrl(u"http://localhost:8000/v1"_s));
        QVERIFY(added.custom && added.local);
        QVERIFY(!dialog->isVisible());
        QCOMPARE(stage.find<QLabel>(u"selectedProvider"_s)->text(), u"My Lab 2"_s);
        QCOMPARE(stage.find<QComboBox>(u"keyProvider"_s)->currentData().toString(), u"my-lab-2"_s);
    }

    void controlsHaveNames()
    {
        Stage stage;
        stage.select(u"Lab server"_s);
        stage.click(u"addByAddress"_s);
        auto* page = stage.find<QWidget>(u"providersPage"_s);
        int controls = 0;
        for (const QWidget* widget : page->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"))
                continue;
            const auto* inside = qobject_cast<const QAbstractScrollArea*>(widget->parentWidget());
            if (inside != nullptr || qobject_cast<const QComboBox*>(widget->parentWidget()) != nullptr)
                continue; // parts of a control
            if (widget->window()->inherits("QComboBoxPrivateContainer"))
                continue;
            ++controls;
            const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(what));
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(what));
        }
        QVERIFY(controls >= 15);
        for (const QLabel* label : page->findChildren<QLabel*>()) {
            if (label->buddy() == nullptr)
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
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
        Stage stage(theme);
        stage.select(u"OpenAI"_s);
        stage.click(u"testProvider"_s);
        Q_EMIT stage.service.tested(u"openai"_s, {{u"key"_s, Outcome::No, u"The answer was “401, invalid key”."_s}});
        stage.key()->setText(kKey);
        stage.click(u"testKey"_s);
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        QTest::qWait(30);
        const QImage picture = stage.window->grab().toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 2) {
            for (int x = 0; x < picture.width(); x += 2)
                colours.insert(picture.pixel(x, y));
        }
        QVERIFY(colours.size() > 100);
        const bool dark = theme == ThemeChoice::Dark;
        QCOMPARE(qGray(picture.pixel(picture.width() / 2, 4)) < 128, dark);
        QVERIFY(colours.contains((dark ? Theme::darkTheme() : Theme::light()).pane.rgb()));
        stage.click(u"addByAddress"_s);
        stage.click(u"endpointAdd"_s);
        stage.find<QCheckBox>(u"endpointNoKey"_s)->setChecked(true);
        auto* dialog = stage.find<QDialog>(u"addressDialog"_s);
        QTest::qWait(30);
        QVERIFY(!dialog->grab().isNull());
        // For people who want to look at it.
        const QString folder = qEnvironmentVariable("ASSAY_TEST_PICTURES");
        if (folder.isEmpty())
            return;
        const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
        QVERIFY(picture.save(folder + u"/providers"_s + suffix));
        QVERIFY(saveScreenshot(dialog, folder + u"/address"_s + suffix));
        dialog->reject();
        stage.window->resize(1000, 640);
        QTest::qWait(30);
        QVERIFY(saveScreenshot(stage.window.get(), folder + u"/providers-small"_s + suffix));
    }
};

QTEST_MAIN(TestProvidersPage)
#include "tst_providerspage.moc"
