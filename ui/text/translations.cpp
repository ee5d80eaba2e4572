// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr QLatin1StringView kFolder{":/i18n"};
constexpr QLatin1StringView kPrefix{"assay_"};

} // namespace

QStringList interfaceLanguages()
{
    QStringList out;
    const auto files = QDir(kFolder).entryList({kPrefix + u"*.qm"_s}, QDir::Files, QDir::Name);
    for (const auto& file : files)
        out.append(file.sliced(kPrefix.size()).chopped(3));
    return out;
}

QString chosenLanguage(const QStringList& wanted, const QStringList& available)
{
    for (QString language : wanted) {
        // Script, territory, code set and modifier make no difference: there is one German.
        for (const QChar mark : {u'-', u'_', u'.', u'@'})
            language = language.section(mark, 0, 0);
        if (available.contains(language, Qt::CaseInsensitive))
            return language.toLower();
    }
    return u"en"_s;
}

QString insideSentence(const QString& name)
{
    //: How nouns begin inside a sentence: `small` (temperature), or translated as `capital` (Temperatur).
    const bool capital = QCoreApplication::translate("assay::Translations", "small") == "capital"_L1;
    return capital ? name : name.toLower();
}

Translations::Translations(const QStringList& wanted)
    : m_language(chosenLanguage(wanted, interfaceLanguages()))
{
    if (m_qtWords.load(u"qtwords_"_s + m_language, kFolder))
        QCoreApplication::installTranslator(&m_qtWords);
    if (m_qt.load(u"qtbase_"_s + m_language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_own.load(kPrefix + m_language, kFolder))
        QCoreApplication::installTranslator(&m_own);
}

} // namespace assay
