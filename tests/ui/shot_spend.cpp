// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of the Spend page over a ledger of made-up calls:
// shot_spend FILE light|dark WxH [answers|empty|year]
#include "core/support/clock.h"
#include "spendledger.h"
#include "ui/shell/mainwindow.h"
#include "ui/text/translations.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/flattable.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTemporaryDir>

using namespace assay;
using namespace Qt::StringLiterals;

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const Translations translations(QLocale::system().uiLanguages());
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 4)
        return 2;
    const QString what = arguments.value(4);
    const QDate today(2026, 11, 20);
    const QTemporaryDir folder;
    const auto store = HistoryStore::open(folder.filePath(u"history.db"_s), std::make_shared<SystemClock>());
    if (!store || (what != "empty"_L1 && !testing::seedLedger(**store, today, 150)))
        return 1;
    testing::LedgerSpend spend(**store, today);
    WindowServices services;
    services.project = u"Shop support"_s;
    services.theme = arguments.at(2) == u"dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    services.spend = &spend;
    const auto window = makeMainWindow(services);
    if (const auto month = (*store)->totals(QDateTime(QDate(2026, 11, 1), QTime(0, 0), QTimeZone::UTC),
            QDateTime(QDate(2026, 12, 1), QTime(0, 0), QTimeZone::UTC)))
        window->setSpend({.today = {}, .month = *month, .date = today});
    const QStringList size = arguments.at(3).split(u'x');
    window->resize(size.at(0).toInt(), size.at(1).toInt());
    window->actions()->find(u"page.spend"_s)->trigger();
    window->show();
    QTimer::singleShot(400, window.get(), [&] {
        if (what == "answers"_L1)
            Q_EMIT window->findChild<FlatTable*>(u"spendTable"_s)->opened(1);
        for (auto* button : window->findChildren<QAbstractButton*>()) {
            if (what == "year"_L1 && button->text() == u"Year")
                button->click();
        }
    });
    QTimer::singleShot(1000, window.get(), [&] {
        QWidget* shown = window.get();
        if (auto* dialog = window->findChild<QDialog*>())
            shown = dialog;
        QApplication::exit(saveScreenshot(shown, arguments.at(1)) ? 0 : 1);
    });
    return QApplication::exec();
}
