// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/settingsstage.h"
#include "ui/text/translations.h"

#include <QAbstractButton>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// The window with the German words.
class TestGermanWindow : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Translations> m_german;

private Q_SLOTS:
    void initTestCase() { m_german = std::make_unique<Translations>(QStringList{u"de-DE"_s}); }

    void cleanupTestCase() { m_german.reset(); }

    void railSaysTheGermanWords()
    {
        static const QHash<QString, QString> words = {{u"rail.page.compare"_s, u"Vergleich"_s},
            {u"rail.page.history"_s, u"Verlauf"_s}, {u"rail.page.insights"_s, u"Auswertung"_s},
            {u"rail.page.spend"_s, u"Ausgaben"_s}, {u"rail.page.models"_s, u"Modelle"_s},
            {u"rail.page.gateway"_s, u"Gateway"_s}, {u"rail.page.settings"_s, u"Einstellungen"_s}};
        Stage stage;
        int seen = 0;
        for (const auto* item : stage.window->findChildren<QAbstractButton*>()) {
            if (!item->objectName().startsWith("rail.page."_L1))
                continue;
            ++seen;
            QCOMPARE(item->text(), words.value(item->objectName()));
            // Painted in the small strong font while its page is open.
            const QFontMetrics metrics(roleFont(item->font(), FontRole::SmallStrong));
            QVERIFY2(metrics.horizontalAdvance(item->text()) <= item->width() - 4, qPrintable(item->text()));
        }
        QVERIFY(seen >= 2);
    }

    void buttonsAreWideEnoughForTheirWords()
    {
        Stage stage;
        for (const auto* button : stage.window->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || button->text().isEmpty() || button->objectName().startsWith("rail."_L1))
                continue;
            QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                qPrintable(u"%1 “%2” is %3 wide, its words need %4"_s.arg(button->objectName(), button->text())
                        .arg(button->width())
                        .arg(button->minimumSizeHint().width())));
        }
    }

    void keysAreNamedAsOnAGermanKeyboard()
    {
        QCOMPARE(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText), u"Strg+K"_s);
        // What is stored and compared stays as it was.
        QCOMPARE(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::PortableText), u"Ctrl+K"_s);
    }

    void statusStripIsGerman()
    {
        Stage stage;
        QCOMPARE(stage.find<QLabel>(u"statusToday"_s)->text(), u"Heute"_s);
        QCOMPARE(stage.find<QLabel>(u"statusProject"_s)->text(), u"Projekt"_s);
    }
};

QTEST_MAIN(TestGermanWindow)
#include "tst_germanwindow.moc"
