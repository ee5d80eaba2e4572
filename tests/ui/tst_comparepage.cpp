// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "samplelanes.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/composer.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/promptedit.h"
#include "ui/markdown/answerview.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/lanemark.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/quickpicker.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QString kAnswer = u"# Answer\n\nIt is **42**, see [here](https://example.org/).\n"_s;

LaneRecord priced(qint64 pico)
{
    LaneRecord record{.state = LaneState::Complete};
    record.cost.state = CostState::Computed;
    record.cost.amount = Money::fromPico(pico);
    return record;
}

LaneRecord failed()
{
    LaneRecord record{.state = LaneState::Failed};
    record.error = Error{.kind = ErrorKind::Authentication,
        .detail = u"invalid <img src=\"file:///dev/zero\">"_s,
        .httpStatus = 401,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}};
    record.attempts = {AttemptRecord{.httpStatus = 401, .requestSent = true}};
    return record;
}

// A window with scripted lanes; the test says how far the script plays.
struct Stage {
    explicit Stage(QList<ScriptedLane> script, bool simulated = false, int lanes = -1)
        : script(std::move(script))
        , log(std::make_shared<ScriptedLog>())
    {
        WindowServices services;
        const int count = lanes < 0 ? static_cast<int>(this->script.size()) : lanes;
        for (int i = 0; i < count; ++i) {
            services.models.append(sampleModel(u"Model %1"_s.arg(i + 1), u"Provider"_s, simulated));
            services.initialLanes.append(services.models.last().ref);
        }
        services.project = u"Test"_s;
        if (simulated)
            services.samplePrompts = {u"Sample one"_s, u"Sample two"_s};
        services.theme = ThemeChoice::Light;
        services.makeSession = [this] {
            auto made = std::make_unique<ScriptedSession>(this->script, log);
            made->setManual();
            session = made.get();
            return made;
        };
        window = makeMainWindow(services);
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
        active = QTest::qWaitForWindowActive(window.get());
        page = window->comparePage();
    }
    LaneView* lane(int index) const { return page->lanes().at(index); }
    PromptEdit* prompt() const { return page->composer()->promptEdit(); }
    QString text(const char* name) const { return window->findChild<QLabel*>(QString::fromLatin1(name))->text(); }

    QList<ScriptedLane> script;
    std::shared_ptr<ScriptedLog> log;
    QPointer<ScriptedSession> session;
    std::unique_ptr<MainWindow> window;
    ComparePage* page = nullptr;
    bool active = false; ///< shortcuts need an active window
};

QList<ScriptedLane> twoLanes()
{
    return {streamingLane(kAnswer, {.firstToken = 100, .perToken = 10}, priced(5'800'000'000)),
        streamingLane(u"Other"_s, {.firstToken = 50, .perToken = 10}, priced(4'400'000'000))};
}

bool isInteractive(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr || qobject_cast<const QLineEdit*>(widget) != nullptr
        || qobject_cast<const QTextEdit*>(widget) != nullptr || qobject_cast<const QPlainTextEdit*>(widget) != nullptr;
}

} // namespace

class TestComparePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAllLanesAndShowsTheirAnswers()
    {
        Stage stage(twoLanes());
        QSignalSpy finished(stage.page, &ComparePage::runFinished);
        QTest::keyClicks(stage.prompt(), u"What is it?"_s);
        QTest::keyClick(stage.prompt(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(stage.log->started.size(), 1);
        const RunSpec spec = stage.log->started.first();
        QCOMPARE(spec.surface, u"compare"_s);
        QCOMPARE(spec.project, u"Test"_s);
        QCOMPARE(spec.lanes.size(), 2);
        QCOMPARE(spec.lanes.at(1).index, 1);
        QVERIFY(!spec.lanes.at(0).allowFallbacks);
        QCOMPARE(spec.lanes.at(0).request.messages, QList{ChatMessage::text(Role::User, u"What is it?"_s)});
        QVERIFY2(stage.prompt()->toPlainText().isEmpty(), "the prompt moved up");
        QCOMPARE(stage.text("turnPrompt"), u"What is it?"_s);
        QVERIFY(stage.page->isRunning());

        stage.session->playUntil(120);
        QCOMPARE(stage.lane(0)->progress().state, LaneState::Streaming);
        QVERIFY(QTest::qWaitFor([&] { return stage.lane(0)->answerView()->toPlainText().startsWith(u"Answer"_s); }));
        QCOMPARE(stage.lane(1)->progress().state, LaneState::Complete);
        QCOMPARE(finished.size(), 0);

        stage.session->playUntil(100'000);
        QCOMPARE(finished.size(), 1);
        QVERIFY(!stage.page->isRunning());
        QVERIFY(stage.lane(0)->answerView()->toPlainText().contains(u"It is 42, see here (https://example.org/)."_s));
        QCOMPARE(stage.lane(0)->answerMarkdown(), kAnswer);
        QCOMPARE(stage.text("runStatus"), u"this run $0.0102"_s);
        QVERIFY(stage.lane(0)->accessibleDescription().contains(u"$0.0058 computed"_s));
        QVERIFY(stage.lane(0)->accessibleDescription().startsWith(u"Complete"_s));
    }

    void emptyPromptDoesNotRun()
    {
        Stage stage(twoLanes());
        QTest::keyClick(stage.prompt(), Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClicks(stage.prompt(), u"  "_s);
        QTest::keyClick(stage.prompt(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(stage.log->started.size(), 0);
    }

    void systemPromptGoesFirst()
    {
        Stage stage(twoLanes());
        stage.page->composer()->setSystemText(u"Be brief."_s);
        stage.page->ask(u"Hello"_s);
        const QList<ChatMessage> messages = stage.log->started.first().lanes.first().request.messages;
        QCOMPARE(messages.size(), 2);
        QCOMPARE(messages.first(), ChatMessage::text(Role::System, u"Be brief."_s));
    }

    void escapeStopsAllAndKeepsText()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(120);
        QTest::keyClick(stage.prompt(), Qt::Key_Escape);
        QCOMPARE(stage.log->cancelledAll, 1);
        QVERIFY(!stage.page->isRunning());
        QCOMPARE(stage.lane(0)->progress().state, LaneState::Cancelled);
        QVERIFY(!stage.lane(0)->answerMarkdown().isEmpty());
        QTest::keyClick(stage.prompt(), Qt::Key_Escape);
        QCOMPARE(stage.log->cancelledAll, 1);
    }

    void oneLaneStopsAlone()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(60);
        auto* stop = stage.lane(0)->findChild<QAbstractButton*>(u"laneStop"_s);
        QVERIFY(stop->isVisible());
        QTest::mouseClick(stop, Qt::LeftButton);
        QCOMPARE(stage.log->cancelled, QList{0});
        QVERIFY(!stop->isVisible());
        QVERIFY(stage.page->isRunning());
        stage.session->playUntil(100'000);
        QCOMPARE(stage.lane(1)->progress().state, LaneState::Complete);
    }

    void errorsAreSentencesWithAnAction()
    {
        Stage stage({ScriptedLane{{0, LaneState::Connecting}, {20, failed()}}, twoLanes().at(1)});
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(100'000);
        auto* title = stage.lane(0)->findChild<QLabel*>(u"noticeTitle"_s);
        auto* body = stage.lane(0)->findChild<QLabel*>(u"noticeBody"_s);
        QVERIFY(title->isVisible());
        QCOMPARE(title->text(), u"Provider did not accept the key"_s);
        QVERIFY(body->text().contains(u"<img src"_s));
        QVERIFY(body->text().endsWith(u"Nothing was billed."_s));
        auto* again = stage.lane(0)->findChild<QAbstractButton*>(u"noticeRetry"_s);
        QTest::mouseClick(again, Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([&] { return stage.log->started.size() == 2; }));
        const RunSpec retried = stage.log->started.last();
        QCOMPARE(retried.lanes.size(), 1);
        QCOMPARE(retried.lanes.first().index, 0);
        QCOMPARE(retried.lanes.first().model, stage.lane(0)->model().ref);
        QVERIFY(!title->isVisible());
        QCOMPARE(stage.lane(1)->progress().state, LaneState::Complete);
    }

    void retryingCountsDownAndCanBeHurried()
    {
        const Error limited{.kind = ErrorKind::RateLimited, .detail = u"slow down"_s, .httpStatus = 429};
        Stage stage({ScriptedLane{{0, LaneState::Connecting}, {20, ScriptedRetry{std::chrono::seconds(8), limited}}}});
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(30);
        QCOMPARE(stage.lane(0)->progress().state, LaneState::Retrying);
        QVERIFY(stage.lane(0)->accessibleDescription().startsWith(u"Retrying in 8 s"_s));
        auto* now = stage.lane(0)->findChild<QAbstractButton*>(u"noticeRetryNow"_s);
        QTest::mouseClick(now, Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([&] { return stage.log->retried == QList{0}; }));
    }

    void unknownCostIsNeverZero()
    {
        LaneRecord unknown{.state = LaneState::Complete};
        Stage stage({streamingLane(u"text"_s, {.firstToken = 10, .perToken = 1}, unknown)});
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(100'000);
        QVERIFY(stage.lane(0)->accessibleDescription().contains(u"no price"_s));
        QVERIFY(!stage.lane(0)->accessibleDescription().contains(u"$0"_s));
        QCOMPARE(stage.text("runStatus"), u"this run $0.00 + 1 unpriced"_s);
    }

    void simulatedSaysSo()
    {
        LaneRecord record = priced(100'000'000);
        record.simulated = true;
        Stage stage({streamingLane(u"text"_s, {.firstToken = 10, .perToken = 1}, record)}, true);
        QVERIFY(stage.window->findChild<QWidget*>(u"sampleRibbon"_s)->isVisible());
        QVERIFY(stage.window->findChild<QLabel*>(u"statusSimulated"_s)->isVisible());
        QCOMPARE(stage.prompt()->toPlainText(), u"Sample one"_s);
        QTest::mouseClick(stage.window->findChild<QAbstractButton*>(u"anotherSample"_s), Qt::LeftButton);
        QCOMPARE(stage.prompt()->toPlainText(), u"Sample two"_s);
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(100'000);
        QVERIFY(stage.lane(0)->accessibleDescription().contains(u"simulated"_s));
        QVERIFY(stage.text("runStatus").contains(u"nothing billed"_s));
        QTest::mouseClick(stage.window->findChild<QAbstractButton*>(u"closeRibbon"_s), Qt::LeftButton);
        QVERIFY(!stage.window->findChild<QWidget*>(u"sampleRibbon"_s)->isVisible());
    }

    void lanesCanGoWhileTheyRun()
    {
        Stage stage(twoLanes());
        QSignalSpy changed(stage.page, &ComparePage::lineUpChanged);
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(60);
        Q_EMIT stage.lane(0)->removeRequested();
        QCOMPARE(stage.page->lanes().size(), 1);
        QCOMPARE(stage.lane(0)->objectName(), u"laneA"_s);
        QCOMPARE(changed.size(), 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        stage.session->playUntil(100'000);
        QCOMPARE(stage.lane(0)->progress().state, LaneState::Complete);
        Q_EMIT stage.lane(0)->removeRequested();
        QCOMPARE(stage.page->lanes().size(), 1);
    }

    void lanesAreAddedWithThePicker()
    {
        Stage stage(twoLanes(), false, 2);
        stage.window->actions()->find(u"compare.addLane"_s)->trigger();
        auto* picker = stage.window->findChild<QuickPicker*>();
        QVERIFY(picker != nullptr);
        auto* field = picker->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"model 2"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(stage.page->lineUp().size(), 3);
        QCOMPARE(stage.page->lineUp().last(), stage.page->lineUp().at(1));
    }

    void closingWhileRunningEndsTheSession()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(60);
        stage.window.reset();
        QVERIFY(stage.session.isNull());
    }

    void keysReachEveryLane()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(100'000);
        QVERIFY(stage.active);
        QTest::keyClick(stage.window.get(), Qt::Key_2, Qt::AltModifier);
        QVERIFY(stage.lane(1)->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"Other"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_R);
        QCOMPARE(stage.log->started.size(), 2);
        QCOMPARE(stage.log->started.last().lanes.first().model, stage.lane(1)->model().ref);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(stage.prompt()->hasFocus());
        QTest::keyClicks(stage.prompt(), u"r"_s);
        QCOMPARE(stage.prompt()->toPlainText(), u"r"_s);
        QCOMPARE(stage.log->started.size(), 2);
    }

    void commandPaletteRunsActions()
    {
        Stage stage(twoLanes());
        QTest::keyClicks(stage.prompt(), u"Hello"_s);
        stage.window->actions()->find(u"window.palette"_s)->trigger();
        auto* field = stage.window->findChild<QuickPicker*>()->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"run"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(stage.log->started.size(), 1);
    }

    void linksAskFirst()
    {
        Stage stage(twoLanes());
        Q_EMIT stage.lane(0)->linkActivated(QUrl(u"https://example.org/<b>"_s));
        auto* box = stage.window->findChild<QMessageBox*>(u"confirmLink"_s);
        QVERIFY(box != nullptr && box->isVisible());
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QVERIFY(box->informativeText().startsWith(u"https://example.org/"_s));
        box->close();
    }

    void everyControlHasANameAndAnId()
    {
        Stage stage(twoLanes(), true);
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(100'000);
        for (QWidget* widget : stage.window->findChildren<QWidget*>()) {
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName() + label->text()));
            if (!isInteractive(widget) || widget->objectName().startsWith(u"qt_"_s))
                continue;
            const QString who = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(who));
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(who));
        }
    }

    void shortcutsAreUnique()
    {
        Stage stage(twoLanes());
        QSet<QString> seen;
        for (const QAction* action : stage.window->actions()->all()) {
            QVERIFY(!action->objectName().isEmpty() && !action->text().isEmpty());
            const QString keys = action->shortcut().toString();
            QVERIFY2(keys.isEmpty() || !seen.contains(keys), qPrintable(keys));
            seen.insert(keys);
        }
    }

    void picturesAreNotEmpty_data()
    {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<int>("lanes");
        QTest::newRow("light, 2") << ThemeChoice::Light << 2;
        QTest::newRow("dark, 8") << ThemeChoice::Dark << 8;
        QTest::newRow("dark, 24") << ThemeChoice::Dark << 24;
    }
    void picturesAreNotEmpty()
    {
        QFETCH(ThemeChoice, theme);
        QFETCH(int, lanes);
        QList<ScriptedLane> script;
        for (int i = 0; i < lanes; ++i)
            script.append(twoLanes().first());
        Stage stage(script);
        stage.window->setThemeChoice(theme);
        stage.page->ask(u"Hello"_s);
        stage.session->playUntil(150);
        QTest::qWait(50);
        const QImage picture = stage.window->grab().toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 3) {
            for (int x = 0; x < picture.width(); x += 3)
                colours.insert(picture.pixel(x, y));
        }
        QVERIFY(colours.size() > 100);
        const bool dark = theme == ThemeChoice::Dark;
        QCOMPARE(qGray(picture.pixel(picture.width() / 2, 4)) < 128, dark);
        const QColor mark = (dark ? Theme::darkTheme() : Theme::light()).lane(0).mark;
        QVERIFY2(colours.contains(mark.rgb()), "lane A shows its colour");
        stage.session->playUntil(100'000);
    }

    void screenshotIsWritten()
    {
        QTemporaryDir dir;
        Stage stage(twoLanes());
        QVERIFY(saveScreenshot(stage.window.get(), dir.filePath(u"a.png"_s)));
        QCOMPARE(QImage(dir.filePath(u"a.png"_s)).size(), stage.window->size());
        QVERIFY(!saveScreenshot(stage.window.get(), u"/nowhere/at/all.png"_s));
    }
};

QTEST_MAIN(TestComparePage)
#include "tst_comparepage.moc"
