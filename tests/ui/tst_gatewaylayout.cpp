// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gatewaystage.h"
#include "ui/gateway/gatewaybar.h"
#include "ui/gateway/recipepanel.h"
#include "ui/text/translations.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// Nothing of the Gateway page is cut, at any width, with longer words or larger text.
class TestGatewayLayout : public QObject, private GatewayStage
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void cleanup()
    {
        m_page.reset();
        m_german.reset();
        QApplication::setFont(QFont());
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("german");
        QTest::addColumn<bool>("mirrored");
        QTest::addColumn<int>("points");
        for (const auto& [name, size] : {std::pair("1024", QSize(936, 646)), std::pair("1280", QSize(1192, 746)),
                 std::pair("1440", QSize(1352, 846)), std::pair("1920", QSize(1832, 1000))}) {
            QTest::addRow("%s", name) << size << false << false << 10;
            QTest::addRow("%s, German", name) << size << true << false << 10;
            QTest::addRow("%s, mirrored", name) << size << false << true << 10;
        }
        QTest::addRow("1280, large text, German") << QSize(1192, 746) << true << false << 14;
    }

    void nothingIsCut()
    {
        QFETCH(QSize, size);
        QFETCH(bool, german);
        QFETCH(bool, mirrored);
        QFETCH(int, points);
        QFont font;
        font.setPointSize(points);
        QApplication::setFont(font);
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        if (german)
            m_german = std::make_unique<Translations>(QStringList{u"de-DE"_s});
        makePage();
        fillGateway(*m_gateway);
        m_gateway->start();
        m_page->resize(size);
        show();
        m_page->resize(size);
        QCoreApplication::processEvents();
        theSideFitsItsColumn();
        theBarShowsWholeWords();
        for (const char* name : {"gatewayKeys", "gatewayCalls"})
            QCOMPARE(find<FlatTable>(name)->horizontalScrollBar()->maximum(), 0);
    }

private:
    void theSideFitsItsColumn() const
    {
        const auto* panel = find<RecipePanel>("recipePanel");
        const QWidget* content = panel->parentWidget();
        const QWidget* viewport = content->parentWidget();
        for (auto* tool : panel->findChildren<QToolButton*>()) {
            if (!tool->objectName().startsWith("recipe-"_L1))
                continue;
            tool->click();
            QCoreApplication::processEvents();
            QVERIFY2(content->width() <= viewport->width(), qPrintable(tool->objectName()));
        }
        for (const auto* button : content->findChildren<QAbstractButton*>()) {
            if (!button->isVisible())
                continue;
            const QRect place(button->mapTo(content, QPoint()), button->size());
            QVERIFY2(content->rect().adjusted(0, 0, 0, 10'000).contains(place), qPrintable(button->objectName()));
            QVERIFY2(
                button->text().isEmpty() || button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        }
    }

    void theBarShowsWholeWords() const
    {
        const auto* bar = m_page->findChild<GatewayBar*>();
        for (const auto* label : bar->findChildren<QLabel*>()) {
            if (label->isVisible())
                QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
        }
    }

    std::unique_ptr<Translations> m_german;
};

QTEST_MAIN(TestGatewayLayout)
#include "tst_gatewaylayout.moc"
