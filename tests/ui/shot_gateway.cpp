// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of the Gateway page over made-up keys and calls:
// shot_gateway FILE light|dark WxH [whatif|empty|tested|newkey|newkeymade|options|taken|recipe-ID]
#include "scriptedgateway.h"
#include "scriptedwhatif.h"
#include "ui/shell/mainwindow.h"
#include "ui/text/translations.h"
#include "ui/widgets/actionregistry.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>

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
    testing::ScriptedGateway gateway;
    gateway.portIsTaken = what == "taken"_L1;
    if (what != "empty"_L1) {
        testing::fillGateway(gateway);
        gateway.start();
    }
    WindowServices services;
    services.project = u"Shop support"_s;
    services.theme = arguments.at(2) == u"dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    services.models = {{.ref = {.provider = u"anthropic"_s, .model = u"claude-sonnet-5-5"_s}}};
    services.gateway = &gateway;
    testing::ScriptedWhatIf whatIf;
    services.whatIf = &whatIf;
    const auto window = makeMainWindow(services);
    const QStringList size = arguments.at(3).split(u'x');
    window->resize(size.at(0).toInt(), size.at(1).toInt());
    window->actions()->find(u"page.gateway"_s)->trigger();
    if (what == "whatif"_L1)
        window->actions()->find(u"page.whatif"_s)->trigger();
    window->show();
    const auto click = [&](const QString& name) {
        if (auto* button = window->findChild<QAbstractButton*>(name))
            button->click();
    };
    QTimer::singleShot(400, window.get(), [&] {
        for (const char* model : {"openai/gpt-6-sol", "deepseek/deepseek-v4.1-flash", "partly/known", "nobody/this"}) {
            if (what != "whatif"_L1)
                break;
            window->findChild<QComboBox*>(u"whatIfModel"_s)->setCurrentText(QString::fromLatin1(model));
            click(u"whatIfAdd"_s);
        }
        if (what.startsWith("recipe-"_L1))
            click(what);
        if (what == "tested"_L1) {
            Q_EMIT gateway.testEnded({.failure = {},
                .model = u"sandbox/swift"_s,
                .servedBy = u"sandbox"_s,
                .text = u"Hello, and good to meet you."_s,
                .cost = testing::dollars(0.0001),
                .duration = std::chrono::milliseconds(640),
                .simulated = true});
        }
        if (what == "options"_L1)
            click(u"gatewayOptions"_s);
        if (what.startsWith("newkey"_L1))
            click(u"gatewayNewKey"_s);
        if (what == "newkeymade"_L1) {
            window->findChild<QLineEdit*>(u"keyName"_s)->setText(u"browser"_s);
            click(u"keyMake"_s);
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
