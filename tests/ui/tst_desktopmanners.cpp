// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "comparestage.h"
#include "ui/compare/promptedit.h"
#include "ui/theme/desktopchoices.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/mirrored.h"

#include <QApplication>
#include <QSignalSpy>

#include <cmath>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

// Relative luminance and contrast as WCAG 2.2 defines them.
double luminance(const QColor& colour)
{
    const auto part
        = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

LaneRecord slow()
{
    LaneRecord record = priced(1'000'000'000);
    return record;
}

} // namespace

class TestDesktopManners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textSizesGoUpAndDownAndStop()
    {
        QCOMPARE(nextTextSize(100, 1), 110);
        QCOMPARE(nextTextSize(100, -1), 90);
        QCOMPARE(nextTextSize(200, 1), 200);
        QCOMPARE(nextTextSize(90, -1), 90);
        QCOMPARE(nextTextSize(133, 1), 150); // of an older profile
    }

    void keysChangeTheTextAndTheChoiceIsTold()
    {
        Stage stage(twoLanes());
        if (!stage.active)
            QSKIP("the platform gives no focus");
        QSignalSpy changed(stage.window.get(), &MainWindow::choicesChanged);
        const double before = QApplication::font().pointSizeF();
        QTest::keyClick(stage.prompt(), Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(QApplication::font().pointSizeF() > before);
        QTest::keyClick(stage.prompt(), Qt::Key_Equal, Qt::ControlModifier); // the same key without Shift
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed.last().first().value<DesktopChoices>().textPercent, 125);
        QTest::keyClick(stage.prompt(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(QApplication::font().pointSizeF(), before);
    }

    void highContrastIsHigh()
    {
        for (const Theme* theme : {&Theme::lightContrast(), &Theme::darkContrast()}) {
            QVERIFY(&Theme::of(theme->palette()) == theme);
            for (const QColor& ink : {theme->text, theme->muted})
                QVERIFY2(contrast(ink, theme->pane) >= 12, qPrintable(ink.name()));
            for (const QColor& ink : {theme->accent, theme->good, theme->warn, theme->bad, theme->info, theme->control})
                QVERIFY2(contrast(ink, theme->pane) >= 7, qPrintable(ink.name()));
            for (const LaneColours& lane : theme->lanes)
                QVERIFY2(contrast(lane.text, theme->pane) >= 7, qPrintable(lane.text.name()));
        }
        QVERIFY(&Theme::of(Theme::light().palette()) == &Theme::light());
        QVERIFY(&Theme::of(Theme::darkTheme().palette()) == &Theme::darkTheme());
    }

    void rectanglesAreMirrored()
    {
        QCOMPARE(mirrored(QRectF(10, 0, 30, 5), 100, Qt::LeftToRight), QRectF(10, 0, 30, 5));
        QCOMPARE(mirrored(QRectF(10, 0, 30, 5), 100, Qt::RightToLeft), QRectF(60, 0, 30, 5));
    }

    void aMirroredWindowBeginsAtTheRight()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        {
            Stage stage(twoLanes());
            const auto left = [&](const QWidget* widget) { return widget->mapTo(stage.window.get(), QPoint()).x(); };
            QVERIFY(left(stage.lane(0)) > left(stage.lane(1)));
            QVERIFY(left(stage.window->findChild<QWidget*>(u"rail"_s)) > left(stage.lane(0)));
            QVERIFY(left(stage.window->findChild<QWidget*>(u"run"_s)) < stage.window->width() / 2);
            QCOMPARE(stage.window->findChild<QWidget*>(u"race"_s)->layoutDirection(), Qt::LeftToRight);
        }
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void aLongRunIsToldWhenAnotherWindowIsInFront_data()
    {
        QTest::addColumn<bool>("active");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("told");
        QTest::newRow("in front") << true << 40 << false;
        QTest::newRow("short") << false << 4 << false;
        QTest::newRow("long, behind") << false << 40 << true;
    }

    void aLongRunIsToldWhenAnotherWindowIsInFront()
    {
        QFETCH(bool, active);
        QFETCH(int, seconds);
        QFETCH(bool, told);
        Stage stage({streamingLane(u"One"_s, {.firstToken = 10, .perToken = 1}, slow())});
        QWidget other;
        if (!active) {
            other.show();
            other.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&other));
        }
        QSignalSpy wanted(stage.window.get(), &MainWindow::noticeWanted);
        RunRecord record;
        record.duration = std::chrono::seconds(seconds);
        record.lanes = {slow()};
        Q_EMIT stage.page->runFinished(record);
        QCOMPARE(wanted.size(), told ? 1 : 0);
        if (told)
            QVERIFY(!wanted.first().first().value<RunNotice>().body.contains(u"$"_s)); // not unless allowed
    }
};

QTEST_MAIN(TestDesktopManners)
#include "tst_desktopmanners.moc"
