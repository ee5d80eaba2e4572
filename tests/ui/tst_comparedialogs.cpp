// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "comparestage.h"
#include "samplelibrary.h"
#include "ui/compare/differencesdialog.h"
#include "ui/compare/exportdialog.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/namedialog.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/versionsdialog.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/theme/desktopchoices.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/quickpicker.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableWidget>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

struct DialogStage {
    DialogStage()
    {
        WindowServices services;
        for (const QString& name : {u"Model 1"_s, u"Model 2"_s}) {
            services.models.append(sampleModel(name, u"Provider"_s));
            services.initialLanes.append(services.models.last().ref);
        }
        services.compare.library = &library;
        services.makeSession = [this] {
            auto made = std::make_unique<ScriptedSession>(twoLanes(), log);
            made->setManual();
            session = made.get();
            return made;
        };
        window = makeMainWindow(services);
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
        active = QTest::qWaitForWindowActive(window.get());
        page = window->comparePage();
    }
    void key(QKeyCombination keys) const
    {
        QTest::keyClick(page->composer()->promptEdit(), keys.key(), keys.keyboardModifiers());
    }
    template <class Dialog> Dialog* shown() const
    {
        Dialog* found = nullptr;
        (void)QTest::qWaitFor([&] {
            found = window->findChild<Dialog*>();
            return found != nullptr && found->isVisible();
        });
        return found;
    }
    // Asks, and plays both answers to their end.
    void ask() const
    {
        page->ask(u"What is it?"_s);
        session->playUntil(100'000);
    }

    SampleLibrary library;
    std::shared_ptr<ScriptedLog> log = std::make_shared<ScriptedLog>();
    QPointer<ScriptedSession> session;
    std::unique_ptr<MainWindow> window;
    ComparePage* page = nullptr;
    bool active = false;
};

// Everything one can press or write in says what it is.
QString nameless(const QWidget* dialog)
{
    if (dialog->accessibleName().isEmpty() && dialog->windowTitle().isEmpty())
        return dialog->objectName();
    for (const QWidget* widget : dialog->findChildren<QWidget*>()) {
        const bool presses = qobject_cast<const QAbstractButton*>(widget) != nullptr;
        const bool takes = qobject_cast<const QLineEdit*>(widget) != nullptr
            || qobject_cast<const QComboBox*>(widget) != nullptr
            || qobject_cast<const QPlainTextEdit*>(widget) != nullptr
            || qobject_cast<const QAbstractItemView*>(widget) != nullptr;
        if (!widget->isVisibleTo(dialog) || (!presses && !takes) || widget->focusPolicy() == Qt::NoFocus)
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if (widget->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty())
            && qobject_cast<const QComboBox*>(widget->parentWidget()) == nullptr)
            return widget->objectName() + u' ' + QString::fromLatin1(widget->metaObject()->className());
    }
    return {};
}

// What makes the window wide: the widgets that need most, from the outside in.
QString widest(const QWidget* widget)
{
    QString path = u"%1 %2: %3\n"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName())
                       .arg(std::max(widget->minimumWidth(), widget->minimumSizeHint().width()));
    const QWidget* most = nullptr;
    const auto needs
        = [](const QWidget* child) { return std::max(child->minimumWidth(), child->minimumSizeHint().width()); };
    for (const QWidget* child : widget->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (child->isVisible() && !child->isWindow() && (most == nullptr || needs(child) > needs(most)))
            most = child;
    }
    return most != nullptr ? path + widest(most) : path;
}

} // namespace

class TestCompareDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineUpsAreKeptAndTakenUp()
    {
        DialogStage stage;
        if (!stage.active)
            QSKIP("the platform gives no focus");
        stage.window->actions()->find(u"compare.saveLineUp"_s)->trigger();
        auto* dialog = stage.shown<NameDialog>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(nameless(dialog), QString());
        auto* field = dialog->findChild<QLineEdit*>(u"nameField"_s);
        QTest::keyClicks(field, u"Everyday two"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(stage.library.kept.size(), 1);
        QCOMPARE(stage.library.kept.first().lanes.size(), 2);

        stage.page->addLane(stage.page->lanes().first()->model());
        QCOMPARE(stage.page->lanes().size(), 3);
        stage.window->actions()->find(u"compare.lineUps"_s)->trigger();
        auto* menu = stage.window->findChild<QMenu*>(u"lineUpMenu"_s);
        QVERIFY(menu != nullptr && menu->isVisible());
        QVERIFY(menu->actions().first()->text().contains(u"Everyday two"_s));
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE(stage.page->lanes().size(), 2);
    }

    void versionsAreComparedAndOneIsTaken()
    {
        DialogStage stage;
        if (!stage.active)
            QSKIP("the platform gives no focus");
        stage.key(Qt::CTRL | Qt::Key_P);
        auto* picker = stage.shown<QuickPicker>();
        QVERIFY(picker != nullptr);
        QCOMPARE(nameless(picker), QString());
        QTest::keyClick(picker->findChild<QLineEdit*>(), Qt::Key_Return); // the prompt with two versions
        auto* dialog = stage.shown<VersionsDialog>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(nameless(dialog), QString());
        QVERIFY(dialog->findChild<QLabel*>(u"versionFacts"_s)->text().startsWith(u"1 change"_s));
        QVERIFY(dialog->findChild<QWidget*>(u"versionLeft"_s)->isVisible());
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE(
            stage.page->composer()->promptEdit()->toPlainText(), u"Explain VAT to a new colleague in two sentences."_s);
    }

    void systemPromptsAreKeptAndFound()
    {
        DialogStage stage;
        stage.page->composer()->setSystemText(u"Be short."_s);
        auto* save = stage.window->findChild<QAbstractButton*>(u"systemSave"_s);
        QVERIFY(save->isVisible() && !save->accessibleName().isEmpty());
        save->click();
        auto* dialog = stage.shown<NameDialog>();
        QTest::keyClicks(dialog->findChild<QLineEdit*>(u"nameField"_s), u"Short"_s);
        QTest::keyClick(dialog->findChild<QLineEdit*>(u"nameField"_s), Qt::Key_Return);
        QCOMPARE(stage.library.saved, std::pair(u"Short"_s, u"Be short."_s));

        QTRY_VERIFY(stage.window->findChild<NameDialog*>() == nullptr); // its going would close a menu again
        stage.window->findChild<QAbstractButton*>(u"systemLibrary"_s)->click();
        auto* picker = stage.shown<QuickPicker>();
        QVERIFY(picker != nullptr);
        QTest::keyClicks(picker->findChild<QLineEdit*>(), u"care"_s);
        QTest::keyClick(picker->findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(stage.page->composer()->systemText(), u"You review with care."_s);
    }

    void exportsShowWhatIsTakenOut()
    {
        DialogStage stage;
        if (!stage.active)
            QSKIP("the platform gives no focus");
        stage.ask();
        stage.key(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
        auto* dialog = stage.shown<ExportDialog>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(nameless(dialog), QString());
        auto* findings = dialog->findChild<QListWidget*>(u"exportFindings"_s);
        QVERIFY(findings->isVisible());
        QVERIFY(findings->item(0)->text().contains(u"jo@example.org"_s));
        QVERIFY(!dialog->content().contains("jo@example.org"));
        findings->setFocus();
        findings->setCurrentRow(0);
        QTest::keyClick(findings, Qt::Key_Space); // it may stay
        QVERIFY(dialog->content().contains("jo@example.org"));
        QVERIFY(dialog->content().contains("the refund is on its way"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(stage.window->findChild<ExportDialog*>() == nullptr);
    }

    void theInspectorShowsWhatDiffers()
    {
        DialogStage stage;
        stage.window->actions()->find(u"compare.differences"_s)->trigger();
        auto* dialog = stage.shown<DifferencesDialog>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(nameless(dialog), QString());
        auto* table = dialog->findChild<QTableWidget*>(u"differencesTable"_s);
        const int differing = table->rowCount();
        QCOMPARE(differing, 1); // only the model
        auto* all = dialog->findChild<QCheckBox*>(u"differencesAll"_s);
        QTest::keyClick(all, Qt::Key_Space);
        QVERIFY(table->rowCount() > differing);
    }

    void theSheetNamesEveryKey()
    {
        DialogStage stage;
        if (!stage.active)
            QSKIP("the platform gives no focus");
        stage.key(Qt::SHIFT | Qt::Key_F1);
        auto* sheet = stage.shown<ShortcutSheet>();
        QVERIFY(sheet != nullptr);
        QCOMPARE(nameless(sheet), QString());
        QStringList words;
        for (const auto* label : sheet->findChildren<QLabel*>())
            words.append(label->text());
        for (const QAction* action : stage.window->actions()->all()) {
            if (!action->shortcut().isEmpty())
                QVERIFY2(words.contains(action->text()), qPrintable(action->text()));
        }
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(stage.window->findChild<ShortcutSheet*>() == nullptr);
    }

    void thePaletteFindsAndDoes()
    {
        DialogStage stage;
        if (!stage.active)
            QSKIP("the platform gives no focus");
        stage.key(Qt::CTRL | Qt::Key_K);
        auto* palette = stage.shown<QuickPicker>();
        QVERIFY(palette != nullptr);
        QCOMPARE(nameless(palette), QString());
        QTest::keyClicks(palette->findChild<QLineEdit*>(), u"larger text"_s);
        const int before = QApplication::font().pointSize() * 100 + QApplication::font().pixelSize();
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QVERIFY(QApplication::font().pointSize() * 100 + QApplication::font().pixelSize() > before
            || QApplication::font().pointSizeF() * 100 > before);
        stage.window->actions()->find(u"window.textNormal"_s)->trigger();
    }

    void severalModelsAreAddedInOneGo()
    {
        DialogStage stage;
        stage.window->actions()->find(u"compare.addLane"_s)->trigger();
        auto* picker = stage.shown<QuickPicker>();
        auto* field = picker->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"Model 2"_s);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(picker->isVisible());
        QCOMPARE(stage.page->lanes().size(), 3);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(stage.page->lanes().size(), 4);
    }

    void textGrowsWithoutClipping_data()
    {
        QTest::addColumn<int>("percent");
        QTest::newRow("100") << 100;
        QTest::newRow("150") << 150;
        QTest::newRow("200") << 200;
    }

    void textGrowsWithoutClipping()
    {
        QFETCH(int, percent);
        DialogStage stage;
        for (int size = 100; size < percent; size = nextTextSize(size, 1))
            stage.window->actions()->find(u"window.textLarger"_s)->trigger();
        stage.ask();
        stage.page->composer()->setPromptText(u"And then?"_s);
        QTest::qWait(50);
        QVERIFY2(stage.window->width() <= 1280, qPrintable(widest(stage.window.get())));
        const PromptEdit* prompt = stage.page->composer()->promptEdit();
        QVERIFY2(prompt->width() >= prompt->fontMetrics().averageCharWidth() * 40,
            qPrintable(QString::number(prompt->width())));
        for (const auto* button : stage.window->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || button->text().isEmpty())
                continue;
            QVERIFY2(button->height() >= button->fontMetrics().height(), qPrintable(button->objectName()));
        }
        stage.window->actions()->find(u"window.textNormal"_s)->trigger();
    }
};

QTEST_MAIN(TestCompareDialogs)
#include "tst_comparedialogs.moc"
