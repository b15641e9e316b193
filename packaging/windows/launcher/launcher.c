/* annotator.exe and annotator-window.exe: run start.py with the Python in runtime\.
 *
 * The launcher is the program, not a starter of another one: so the task bar shows its icon, and
 * the worker process is this file again with "worker" as its argument.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define ROOM 32768 /* the longest path that Windows knows, in characters */

typedef int (*py_main_t)(int, wchar_t **);

static int complain(const wchar_t *sentence) {
#ifdef WINDOW
    MessageBoxW(NULL, sentence, L"Annotator", MB_ICONERROR);
#else
    fwprintf(stderr, L"annotator: %ls\n", sentence);
#endif
    return 1;
}

static int start(int count, wchar_t **given) {
    static wchar_t folder[ROOM], library[ROOM + 32], script[ROOM + 32];
    DWORD length = GetModuleFileNameW(NULL, folder, ROOM);
    wchar_t *last = length && length < ROOM ? wcsrchr(folder, L'\\') : NULL;
    if (!last)
        return complain(L"The program's own folder cannot be found.");
    *last = 0;
    swprintf(library, ROOM + 32, L"%ls\\runtime\\python311.dll", folder);
    swprintf(script, ROOM + 32, L"%ls\\lib\\start.py", folder);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    py_main_t py_main = python ? (py_main_t)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = calloc((size_t)count + 6, sizeof *all);
    if (!py_main || !all)
        return complain(L"The program is not complete. Please install Annotator again.");
    /* -I: nothing of the person's own Python; -B: nothing is written into the program's folder. */
    wchar_t *fixed[] = {given[0], L"-I", L"-B", L"-X", L"utf8", script};
    memcpy(all, fixed, sizeof fixed);
    for (int i = 1; i < count; i++)
        all[i + 5] = given[i];
    return py_main(count + 5, all);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show) {
    (void)self, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}
#else
int _dowildcard = -1; /* *.txt means those files, as no shell of Windows says it for us */
int wmain(int count, wchar_t **given) { return start(count, given); }
#endif
